package vn.campaign.web.page;

import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** The pages' language, and the files that they load. */
@Configuration(proxyBeanMethods = false)
@Import(StaticFiles.class)
public class PageConfiguration {

    /** Vietnamese, or English for {@code lang=en}: a link that is passed on shows the same page to everyone. */
    @Bean
    LocaleContextResolver localeContextResolver() {
        return new AcceptHeaderLocaleContextResolver() {
            @Override
            public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
                boolean english =
                        "en".equals(exchange.getRequest().getQueryParams().getFirst("lang"));
                return new SimpleLocaleContext(english ? Locale.ENGLISH : Locale.forLanguageTag("vi"));
            }
        };
    }
}
