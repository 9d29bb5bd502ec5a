package vn.campaign.reporting.web;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Where the service answers. */
@Configuration(proxyBeanMethods = false)
class BasePathConfiguration {

    @Bean
    WebHttpHandlerBuilderCustomizer basePath() {
        return handler -> handler.httpHandlerDecorator(BasePath::new);
    }

    /** Its scope includes the form's own address, which is not below the worker's directory. */
    @Bean
    RouterFunction<ServerResponse> worker() {
        return RouterFunctions.resource(
                path("/worker.js"),
                new ClassPathResource("static/worker.js"),
                (script, headers) -> headers.set("Service-Worker-Allowed", BasePath.BASE_PATH));
    }
}
