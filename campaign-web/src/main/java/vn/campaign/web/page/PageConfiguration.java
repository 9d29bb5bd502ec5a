package vn.campaign.web.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** The language of the pages. */
@Configuration(proxyBeanMethods = false)
public class PageConfiguration {

    @Bean
    LocaleContextResolver localeContextResolver() {
        return new LanguageParameter();
    }
}
