package vn.campaign.reporting.page;

import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
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
    String report(Model model, Locale locale, ServerHttpRequest request) {
        boolean moved = request.getPath().contextPath().value().isEmpty();
        return page(moved ? "moved" : "report", model, locale);
    }

    @GetMapping("/bulk")
    String bulk(Model model, Locale locale) {
        return page("bulk", model, locale);
    }

    private String page(String view, Model model, Locale locale) {
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("version", version);
        return view;
    }
}
