package vn.campaign.access.guard;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
    GlobalOpenApiCustomizer describedAccess() {
        return new DescribedAccess();
    }
}
