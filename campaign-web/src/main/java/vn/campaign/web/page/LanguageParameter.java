package vn.campaign.web.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** Resolves Vietnamese, or English for {@code lang=en}: a link that is passed on shows the same page to everyone. */
final class LanguageParameter implements LocaleContextResolver {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        boolean english = "en".equals(exchange.getRequest().getQueryParams().getFirst("lang"));
        return new SimpleLocaleContext(english ? Locale.ENGLISH : VIETNAMESE);
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("the language is part of the address");
    }
}
