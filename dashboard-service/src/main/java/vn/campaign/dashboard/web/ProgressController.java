package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.live.LiveStreams;
import vn.campaign.dashboard.live.LiveStreams.Subscription;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.NodeName;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.ProgressView.NodeViews;
import vn.campaign.dashboard.view.Sorting;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** The campaigns, and the progress of a node and its children: once, or as an event stream. */
@RestController
@RequestMapping("/api/v1/campaigns")
class ProgressController {

    private final CampaignPlans plans;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final LiveStreams streams;
    private final StreamLimiter limiter;

    ProgressController(
            CampaignPlans plans, Lookup lookup, ProgressQuery progress, LiveStreams streams, StreamLimiter limiter) {
        this.plans = plans;
        this.lookup = lookup;
        this.progress = progress;
        this.streams = streams;
        this.limiter = limiter;
    }

    /**
     * What a client needs to ask for a campaign's progress.
     *
     * @param roots the highest nodes that the caller may see
     */
    record CampaignView(
            String code,
            Name name,
            long version,
            ZoneId timeZone,
            LocalDate from,
            LocalDate to,
            @Nullable Instant archivedAt,
            String mainIndicator,
            List<Phase> phases,
            List<Indicator> indicators,
            List<NodeName> roots) {

        static CampaignView of(Plan plan, List<PlanNode> roots) {
            CampaignHeader header = plan.header();
            return new CampaignView(
                    header.campaign(),
                    header.name(),
                    header.version(),
                    header.timeZone(),
                    header.from(),
                    header.to(),
                    header.archivedAt(),
                    header.settings().mainIndicator(),
                    header.phases(),
                    header.indicators(),
                    roots.stream().map(NodeName::of).toList());
        }
    }

    @GetMapping
    List<CampaignView> campaigns(@AuthenticationPrincipal Caller caller) {
        return plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .flatMap(header -> plans.find(header.campaign()).stream())
                .map(plan -> CampaignView.of(plan, lookup.visibleRoots(caller, plan)))
                .toList();
    }

    /** Of all indicators, or of one with its day sums. */
    @GetMapping("/{campaign}/progress")
    ProgressView progress(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String indicator,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        ViewContext context = lookup.context(caller, campaign, phase, asOf);
        PlanNode found = lookup.node(caller, context.plan(), node);
        lookup.checkIndicator(context.plan(), indicator);
        return progress.read(context, found, indicator, order(context.plan(), indicator, sort), asked);
    }

    /** The current views at once, then the nodes that change; a client that reconnects gets the current views again. */
    @GetMapping(path = "/{campaign}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<NodeViews>> events(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) @Nullable String indicator,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "500") int size) {
        Mono<Subscription> subscription = Mono.fromCallable(() -> {
                    Page asked = lookup.page(page, size);
                    Plan plan = lookup.context(caller, campaign, phase, null).plan();
                    lookup.checkIndicator(plan, indicator);
                    String code = lookup.node(caller, plan, node).code();
                    return new Subscription(campaign, code, phase, indicator, asked);
                })
                .subscribeOn(Schedulers.boundedElastic());
        return limiter.limit(caller, subscription.flatMapMany(streams::follow));
    }

    private static @Nullable Comparator<NodeView> order(Plan plan, @Nullable String indicator, @Nullable String sort) {
        String compared = indicator == null ? plan.header().settings().mainIndicator() : indicator;
        return sort == null
                ? null
                : Sorting.by(sort, compared)
                        .orElseThrow(() -> ApiException.malformed("sort", "must be one of " + Sorting.keys()));
    }
}
