package vn.campaign.reporting.page;

import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.PageVersion;

/** The report form and the page for many reports at once; both work without this service once they are loaded. */
@Controller
class ReportPages {

    private final PageVersion version;

    ReportPages(PageVersion version) {
        this.version = version;
    }

    /** At the former address, without the base path, a page that leads to the form. */
    @GetMapping({"", "/"})
    String report(@AuthenticationPrincipal Caller caller, Model model, Locale locale, ServerHttpRequest request) {
        boolean moved = request.getPath().contextPath().value().isEmpty();
        return page(moved ? "moved" : "report", caller, model, locale);
    }

    @GetMapping("/bulk")
    String bulk(@AuthenticationPrincipal Caller caller, Model model, Locale locale) {
        return page("bulk", caller, model, locale);
    }

    private String page(String view, Caller caller, Model model, Locale locale) {
        model.addAttribute("caller", caller);
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("version", version);
        return view;
    }
}
