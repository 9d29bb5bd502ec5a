package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import vn.campaign.dashboard.DashboardProperties;

/** Configures how dates are read, and which other service's pages may call the API. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String reportingUrl;

    WebConfiguration(DashboardProperties properties) {
        this.reportingUrl = properties.reportingUrl();
    }

    /** A year has four digits: reckoning with later ones would leave the calendar. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, text -> LocalDate.parse(text, DAY));
    }

    /** The report form, a page of another service, shows what its unit reported before, to who is logged in here. */
    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        UrlBasedCorsConfigurationSource cors = new UrlBasedCorsConfigurationSource();
        if (!reportingUrl.isEmpty()) {
            CorsConfiguration reporting = new CorsConfiguration();
            reporting.addAllowedOrigin(reportingUrl);
            reporting.addAllowedMethod(HttpMethod.GET);
            reporting.setAllowCredentials(true);
            cors.registerCorsConfiguration("/api/v1/**", reporting);
        }
        return cors;
    }
}
