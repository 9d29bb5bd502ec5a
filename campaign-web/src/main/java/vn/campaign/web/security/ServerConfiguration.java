package vn.campaign.web.security;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Keeps slow clients and slow dependencies from making the server look dead. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** Ends a request whose body stops arriving, and an idle connection. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> timeouts(AccessProperties properties) {
        return server -> server.addServerCustomizers(
                http -> http.readTimeout(properties.timeout()).idleTimeout(properties.timeout()));
    }

    /** As many event loops as cores: Reactor Netty's default is four at least, and two cores would only switch between them. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(
                () -> LoopResources.create("http", Runtime.getRuntime().availableProcessors(), true));
        return resources;
    }

    /**
     * Replaces Spring Boot's indicator of the same name. That one runs on Reactor's threads for blocking calls, and while those
     * wait for a store or the identity provider, a service that only has to wait would look dead.
     */
    @Bean
    ReactiveHealthIndicator livenessStateHealthIndicator(ApplicationAvailability availability) {
        LivenessStateHealthIndicator liveness = new LivenessStateHealthIndicator(availability);
        return () -> Mono.fromCallable(liveness::health);
    }
}
