package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.dashboard.query.CompletenessQuery;
import vn.campaign.dashboard.query.DayRange;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.MissingReportsQuery;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** Who reported when, as a map of units by days, and whom to remind. */
@Controller
class CompletenessPages {

    private static final int PAGE_SIZE = 100;
    private static final Page REMINDED = new Page(0, 500);

    private final PageFrames frames;
    private final Lookup lookup;
    private final CompletenessQuery completeness;
    private final MissingReportsQuery missing;

    CompletenessPages(PageFrames frames, Lookup lookup, CompletenessQuery completeness, MissingReportsQuery missing) {
        this.frames = frames;
        this.lookup = lookup;
        this.completeness = completeness;
        this.missing = missing;
    }

    @GetMapping("/campaigns/{campaign}/completeness")
    Rendering completeness(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @ModelAttribute PageParameters parameters,
            Locale locale) {
        PageFrame frame = frames.of(caller, campaign, "/completeness", parameters);
        Page page = lookup.page(parameters.pageNumber(), PAGE_SIZE);
        ViewContext context = frame.context();
        DayRange range = DayRange.of(
                frame.plan(), context.period().from(), context.period().to(), context.asOf());
        List<CompletenessView> sections = frame.nodes().stream()
                .map(node -> completeness.read(frame.plan(), node, range, context, page))
                .toList();
        LocalDate day = range.isEmpty() ? context.asOf() : range.to();
        return frame.around("completeness", locale)
                .modelAttribute("sections", sections)
                .modelAttribute("rows", PAGE_SIZE)
                .modelAttribute("missing", missing.read(frame.plan(), frame.nodes(), day, context.now(), REMINDED))
                .build();
    }
}
