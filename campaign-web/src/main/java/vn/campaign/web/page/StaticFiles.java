package vn.campaign.web.page;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistration;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Serves scripts, styles and pictures: under their own names, where a browser asks each time whether they are still the same, and
 * under {@code /assets/{version}/}, where it never asks and never gets a file of another version. Before Spring Boot, which maps
 * what is left. By the files' times nobody could tell: a reproducible build gives all of them the same.
 */
@Configuration(proxyBeanMethods = false)
@Order(-1)
class StaticFiles implements WebFluxConfigurer {

    private static final Duration FOR_GOOD = Duration.ofDays(365);

    private final PageVersion version;

    StaticFiles(PageVersion version) {
        this.version = version;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        files(registry, "/**").setCacheControl(CacheControl.noCache()).setEtagGenerator(file -> version.value());
        files(registry, "/assets/" + version + "/**")
                .setCacheControl(CacheControl.maxAge(FOR_GOOD).cachePublic().immutable());
    }

    private static ResourceHandlerRegistration files(ResourceHandlerRegistry registry, String pattern) {
        return registry.addResourceHandler(pattern)
                .addResourceLocations("classpath:/static/")
                .setUseLastModified(false);
    }

    @Bean
    static PageVersion pageVersion(ApplicationContext files) throws IOException {
        return PageVersion.of(files);
    }
}
