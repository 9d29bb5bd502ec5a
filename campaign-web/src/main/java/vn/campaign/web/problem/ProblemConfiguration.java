package vn.campaign.web.problem;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/** Makes every failure a problem detail, and describes it. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {

    /** Before Spring Boot's, which renders pages. */
    @Bean
    @Order(-2)
    WebExceptionHandler problemHandler(
            ObjectProvider<FailureTranslator> translators, ObjectProvider<ProblemListener> listeners) {
        return new ProblemHandler(
                translators.orderedStream().toList(), listeners.orderedStream().toList());
    }

    /** Before Spring Security, whose filters read headers too. */
    @Bean
    @Order(-102)
    WebFilter readableHeaders() {
        return new ReadableHeaders();
    }

    @Bean
    GlobalOpenApiCustomizer problemDescription() {
        return new ProblemDescription();
    }
}
