package vn.campaign.reporting.web;

import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the service answers. */
@Configuration(proxyBeanMethods = false)
class BasePathConfiguration {

    @Bean
    WebHttpHandlerBuilderCustomizer basePath() {
        return handler -> handler.httpHandlerDecorator(BasePath::new);
    }
}
