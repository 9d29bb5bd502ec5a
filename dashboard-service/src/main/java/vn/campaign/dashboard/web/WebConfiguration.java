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

/** How requests are read, and which other origin may read the API. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A year has four digits: arithmetic with later ones would leave the calendar. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, text -> LocalDate.parse(text, DAY));
    }

    /** The report form, a page of another service, shows a logged-in user what the unit reported before. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(DashboardProperties properties) {
        UrlBasedCorsConfigurationSource cors = new UrlBasedCorsConfigurationSource();
        if (!properties.reportingUrl().isEmpty()) {
            CorsConfiguration reporting = new CorsConfiguration();
            reporting.addAllowedOrigin(properties.reportingUrl());
            reporting.addAllowedMethod(HttpMethod.GET);
            reporting.setAllowCredentials(true);
            cors.registerCorsConfiguration("/api/v1/**", reporting);
        }
        return cors;
    }
}
