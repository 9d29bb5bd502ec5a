package vn.campaign.web.security;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** What both web stacks ask. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
public class GuardConfiguration {

    @Bean
    IdentityProvider identityProvider(AccessProperties properties) {
        return new IdentityProvider(properties);
    }

    @Bean
    Tokens tokens(IdentityProvider provider, AccessProperties properties) {
        return new Tokens(provider, properties);
    }

    @Bean
    Sessions sessions(IdentityProvider provider, Tokens tokens, AccessProperties properties) {
        return new Sessions(provider, tokens, properties);
    }

    @Bean
    CallRate callRate(AccessProperties properties) {
        return new CallRate(properties.rate());
    }

    /** Each filter and each decision timed by itself costs a request more than its report. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    GlobalOpenApiCustomizer describedAccess() {
        return new DescribedAccess();
    }
}
