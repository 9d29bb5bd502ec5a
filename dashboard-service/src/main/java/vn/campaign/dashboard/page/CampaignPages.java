package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.live.LiveStreams;
import vn.campaign.dashboard.live.LiveStreams.Subscription;
import vn.campaign.dashboard.page.PageAddress.PageParameters;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.query.RankingQuery;
import vn.campaign.dashboard.query.ReportsQuery;
import vn.campaign.dashboard.query.ReportsQuery.DayRange;
import vn.campaign.dashboard.query.SummaryQuery;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/** The pages of a campaign: where it stands, live or on the evening of any day, who reported when, and how it ends. */
@Controller
@RequestMapping("/campaigns/{campaign}")
class CampaignPages {

    private static final String FINAL_SUMMARY = "/final-summary";

    /** All units of most nodes, so that they can be searched and sorted without another request. */
    private static final int LIVE_PAGE_SIZE = 2500;

    private static final int PAGE_SIZE = 100;
    private static final Page REMINDED = new Page(0, 500);

    private final Lookup lookup;
    private final ProgressQuery progress;
    private final ReportsQuery reports;
    private final RankingQuery rankings;
    private final SummaryQuery summaries;
    private final LiveStreams streams;
    private final long heartbeat;

    CampaignPages(
            Lookup lookup,
            ProgressQuery progress,
            ReportsQuery reports,
            RankingQuery rankings,
            SummaryQuery summaries,
            LiveStreams streams,
            DashboardProperties properties) {
        this.lookup = lookup;
        this.progress = progress;
        this.reports = reports;
        this.rankings = rankings;
        this.summaries = summaries;
        this.streams = streams;
        this.heartbeat = properties.live().heartbeat().toMillis();
    }

    /** What all pages show; the phase or the unit stands in the path of some, and in the query of the others. */
    @ModelAttribute("frame")
    PageFrame frame(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String phase,
            @PathVariable(required = false) @Nullable String unit,
            @ModelAttribute PageParameters parameters,
            ServerHttpRequest request,
            Locale locale,
            Model model) {
        Plan plan = lookup.plan(caller, campaign);
        String path = request.getPath().pathWithinApplication().subPath(4).value();
        String first =
                path.equals(FINAL_SUMMARY) ? plan.header().phases().get(0).code() : parameters.phase();
        String node = unit == null ? parameters.node() : unit;
        ViewContext context = lookup.context(plan, phase == null ? first : phase, parameters.asOf());
        List<PlanNode> nodes = lookup.nodeOrRoots(caller, plan, node);
        PageAddress address = new PageAddress(campaign, path, parameters);
        model.addAttribute("language", new LocaleFormat(locale, plan.header().timeZone()))
                .addAttribute("plan", plan)
                .addAttribute("address", address)
                .addAttribute("heartbeat", heartbeat)
                .addAttribute("loss", lookup.loss().orElse(null));
        return new PageFrame(caller, context, address, nodes, node == null ? null : nodes.get(0));
    }

    @GetMapping
    String live(@ModelAttribute("frame") PageFrame frame, Model model) {
        lookup.checkIndicator(frame.plan(), frame.parameters().indicator());
        Page page = lookup.page(frame.parameters().pageNumber(), LIVE_PAGE_SIZE);
        List<PlanNode> nodes = frame.nodes();
        if (frame.node() == null && nodes.size() == 1 && nodes.get(0).leaf()) {
            // Who may see a single unit has nothing to compare it with.
            return "redirect:" + frame.address().unit(nodes.get(0).code());
        }
        String indicator = frame.indicator().code();
        model.addAttribute(
                "sections",
                nodes.stream()
                        .map(node -> followed(frame, node, page)
                                .orElseGet(() -> progress.read(frame.context(), node, indicator, null, page)))
                        .map(view -> new LiveSection(view, indicator))
                        .toList());
        return "live";
    }

    /** What the section's stream shows already, if it is about the same day and phase. */
    private Optional<ProgressView> followed(PageFrame frame, PlanNode node, Page page) {
        if (!frame.live()) {
            return Optional.empty();
        }
        ViewContext context = frame.context();
        String campaign = frame.plan().campaign();
        String phase = frame.parameters().phase();
        return streams.current(new Subscription(
                        campaign, node.code(), phase, frame.indicator().code(), page))
                .filter(seen -> seen.asOf().equals(context.asOf())
                        && seen.phase().equals(context.period().code()))
                .map(seen -> ProgressView.of(
                        campaign, seen, seen.nodes().subList(1, seen.nodes().size()), page));
    }

    /** Where a unit stands, and what each of its sources reported, day by day. */
    @GetMapping("/units/{unit}")
    String unit(@ModelAttribute("frame") PageFrame frame, Model model) {
        lookup.checkIndicator(frame.plan(), frame.parameters().indicator());
        PlanNode node = frame.nodes().get(0);
        ViewContext context = frame.context();
        String indicator = frame.indicator().code();
        List<DayView> days = new ArrayList<>(reports.days(context, node, DayRange.of(context, null, null)));
        Collections.reverse(days);
        ProgressView view = progress.read(context, node, indicator, null, Page.WHOLE);
        model.addAttribute("section", new LiveSection(view, indicator)).addAttribute("days", days);
        return "unit";
    }

    /** Who reported when, as a map of units by days, and whom to remind. */
    @GetMapping("/completeness")
    String completeness(@ModelAttribute("frame") PageFrame frame, Model model) {
        Page page = lookup.page(frame.parameters().pageNumber(), PAGE_SIZE);
        ViewContext context = frame.context();
        DayRange range =
                DayRange.of(context, context.period().from(), context.period().to());
        List<CompletenessView> sections = frame.nodes().stream()
                .map(node -> reports.completeness(context, node, range, page))
                .toList();
        LocalDate day = range.isEmpty() ? context.asOf() : range.to();
        model.addAttribute("sections", sections)
                .addAttribute("rows", PAGE_SIZE)
                .addAttribute("missing", reports.missing(context.on(day), frame.nodes(), REMINDED));
        return "completeness";
    }

    /** Who is to be commended and why, and whose responsibility is reviewed. */
    @GetMapping("/ranking")
    String ranking(@ModelAttribute("frame") PageFrame frame, Model model) {
        Page page = lookup.page(frame.parameters().pageNumber(), PAGE_SIZE);
        model.addAttribute("ranking", rankings.read(frame.context(), frame.nodes(), page));
        return "ranking";
    }

    /** The summary of a phase, as a report that prints. */
    @GetMapping("/phases/{phase}/summary")
    String summary(@ModelAttribute("frame") PageFrame frame, Model model) {
        model.addAttribute("summary", summaries.ofPeriod(frame.caller(), frame.context(), frame.nodes()));
        return "summary";
    }

    @GetMapping(FINAL_SUMMARY)
    String finalSummary(@ModelAttribute("frame") PageFrame frame, Model model) {
        model.addAttribute("summary", summaries.ofAll(frame.caller(), frame.context(), frame.nodes()));
        return "summary";
    }
}
