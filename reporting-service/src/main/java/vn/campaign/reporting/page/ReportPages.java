package vn.campaign.reporting.page;

import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.campaign.reporting.ReportingProperties;

/** The report form and the page for many reports at once; both work without this service once they are loaded. */
@Controller
class ReportPages {

    private final String dashboardUrl;

    ReportPages(ReportingProperties properties) {
        this.dashboardUrl = properties.dashboardUrl();
    }

    @GetMapping("/")
    String report(Model model, Locale locale) {
        return page("report", model, locale);
    }

    @GetMapping("/bulk")
    String bulk(Model model, Locale locale) {
        return page("bulk", model, locale);
    }

    private String page(String view, Model model, Locale locale) {
        model.addAttribute("language", locale.getLanguage());
        model.addAttribute("dashboardUrl", dashboardUrl);
        return view;
    }
}
