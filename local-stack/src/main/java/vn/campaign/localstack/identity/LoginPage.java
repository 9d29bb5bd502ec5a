package vn.campaign.localstack.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.LocaleResolver;

/** The login page. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String login() {
        return "login";
    }

    /** A redirect to this page names no language: Vietnamese, unless English is requested. */
    @Configuration(proxyBeanMethods = false)
    static class Language {

        @Bean
        LocaleResolver localeResolver() {
            return new LocaleResolver() {
                @Override
                public Locale resolveLocale(HttpServletRequest request) {
                    return "en".equals(request.getParameter("lang")) ? Locale.ENGLISH : Locale.forLanguageTag("vi");
                }

                @Override
                public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
                    throw new UnsupportedOperationException("the language is part of the address");
                }
            };
        }
    }
}
