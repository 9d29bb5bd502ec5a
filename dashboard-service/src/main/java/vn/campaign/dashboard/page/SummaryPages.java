package vn.campaign.dashboard.page;

import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.SummaryQuery;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** The summary of a phase, and the final one, as a report that prints. */
@Controller
class SummaryPages {

    private final PageFrames frames;
    private final Lookup lookup;
    private final SummaryQuery summaries;

    SummaryPages(PageFrames frames, Lookup lookup, SummaryQuery summaries) {
        this.frames = frames;
        this.lookup = lookup;
        this.summaries = summaries;
    }

    @GetMapping("/campaigns/{campaign}/phases/{phase}/summary")
    Rendering phase(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String phase,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        return page(caller, campaign, "/phases/" + phase + "/summary", List.of(phase), parameters, locale);
    }

    @GetMapping("/campaigns/{campaign}/final-summary")
    Rendering all(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        List<String> periods = SummaryQuery.everyPeriod(lookup.plan(caller, campaign));
        return page(caller, campaign, "/final-summary", periods, parameters, locale);
    }

    private Rendering page(
            Caller caller,
            String campaign,
            String path,
            List<String> periods,
            PageParameters parameters,
            Locale locale) {
        PageFrame frame = frames.of(caller, campaign, path, parameters, periods.get(0), parameters.node());
        List<ViewContext> contexts = lookup.contexts(frame.plan(), periods, parameters.asOf());
        return frame.around("summary", locale)
                .modelAttribute("summary", summaries.read(caller, frame.plan(), frame.nodes(), contexts))
                .build();
    }
}
