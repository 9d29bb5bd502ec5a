package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.Comparator;
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
import vn.campaign.dashboard.live.LiveStreams;
import vn.campaign.dashboard.live.LiveUpdate;
import vn.campaign.dashboard.live.Subscription;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.Sorting;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** The progress of a node and its children: once, or as an event stream. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class ProgressController {

    private final Lookup lookup;
    private final ProgressQuery progress;
    private final LiveStreams streams;
    private final StreamLimiter limiter;

    ProgressController(Lookup lookup, ProgressQuery progress, LiveStreams streams, StreamLimiter limiter) {
        this.lookup = lookup;
        this.progress = progress;
        this.streams = streams;
        this.limiter = limiter;
    }

    /** Of all indicators, or of one with its day sums. */
    @GetMapping("/progress")
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
        Plan plan = lookup.plan(caller, campaign);
        PlanNode found = lookup.node(caller, plan, node);
        lookup.checkIndicator(plan, indicator);
        ViewContext context = lookup.context(plan, phase, asOf);
        return progress.read(plan, found, context, indicator, order(plan, indicator, sort), asked);
    }

    /** The current views at once, then the nodes that change; a client that reconnects gets the current views again. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<LiveUpdate>> events(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String phase,
            @RequestParam(required = false) @Nullable String indicator,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "500") int size) {
        Mono<Subscription> subscription = Mono.fromCallable(() -> {
                    Page asked = lookup.page(page, size);
                    Plan plan = lookup.plan(caller, campaign);
                    lookup.context(plan, phase, null);
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
