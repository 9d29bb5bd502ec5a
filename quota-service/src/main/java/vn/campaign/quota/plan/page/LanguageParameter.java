package vn.campaign.quota.plan.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Vietnamese, unless the address says {@code lang=en}: a link that is passed on shows the same page to everyone. */
@Component("localeResolver")
final class LanguageParameter implements LocaleResolver {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return "en".equals(request.getParameter("lang")) ? Locale.ENGLISH : VIETNAMESE;
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        throw new UnsupportedOperationException("the language is part of the address");
    }
}
