package vn.campaign.web.security;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * Liveness is told on the event loop. Spring Boot would ask on Reactor's threads for what blocks, and a crowd that waits
 * there for a store or an identity provider would make a service look dead that only has to wait.
 */
@Configuration(proxyBeanMethods = false)
class Liveness {

    /** In place of Spring Boot's of the same name. */
    @Bean
    ReactiveHealthIndicator livenessStateHealthIndicator(ApplicationAvailability availability) {
        LivenessStateHealthIndicator liveness = new LivenessStateHealthIndicator(availability);
        return () -> Mono.fromCallable(liveness::health);
    }
}
