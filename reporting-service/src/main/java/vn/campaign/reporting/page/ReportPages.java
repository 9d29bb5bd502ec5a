package vn.campaign.reporting.page;

import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.campaign.reporting.ReportingProperties;
import vn.campaign.web.access.Caller;

/** The report form and the page for many reports at once; both work without this service once they are loaded. */
@Controller
class ReportPages {

    private final String dashboardUrl;

    ReportPages(ReportingProperties properties) {
        this.dashboardUrl = properties.dashboardUrl();
    }

    @GetMapping("/")
    String report(@AuthenticationPrincipal Caller caller, Model model, Locale locale) {
        return page("report", caller, model, locale);
    }

    @GetMapping("/bulk")
    String bulk(@AuthenticationPrincipal Caller caller, Model model, Locale locale) {
        return page("bulk", caller, model, locale);
    }

    private String page(String view, Caller caller, Model model, Locale locale) {
        model.addAttribute("caller", caller);
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("dashboardUrl", dashboardUrl);
        return view;
    }
}
