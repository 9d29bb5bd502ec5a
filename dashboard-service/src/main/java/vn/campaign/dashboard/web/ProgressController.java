package vn.campaign.dashboard.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
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
import vn.campaign.dashboard.live.LiveUpdate;
import vn.campaign.dashboard.live.LiveViews;
import vn.campaign.dashboard.live.Watch;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView;
import vn.campaign.dashboard.view.Sorting;
import vn.campaign.web.access.Caller;

/** The progress of a node and its children: once, or for as long as someone watches. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class ProgressController {

    private final Lookup lookup;
    private final ProgressViews views;
    private final LiveViews live;
    private final Seats seats;
    private final Clock clock;

    ProgressController(Lookup lookup, ProgressViews views, LiveViews live, Seats seats, Clock clock) {
        this.lookup = lookup;
        this.views = views;
        this.live = live;
        this.seats = seats;
        this.clock = clock;
    }

    /** Of all indicators, or of one with its day sums. */
    @GetMapping("/progress")
    ProgressView progress(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) String node,
            @RequestParam(required = false) String phase,
            @RequestParam(required = false) LocalDate asOf,
            @RequestParam(required = false) String indicator,
            @RequestParam(required = false) String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        Plan plan = lookup.plan(caller, campaign);
        PlanNode found = lookup.node(caller, plan, node);
        String only = lookup.indicator(plan, indicator);
        Lens lens = lookup.lens(plan, phase, asOf, clock.instant());
        return views.read(plan, found, lens, only, order(plan, only, sort), asked);
    }

    /** The present views at once, then the nodes that change; a client that reconnects gets the present views again. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<LiveUpdate>> events(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) String node,
            @RequestParam(required = false) String phase,
            @RequestParam(required = false) String indicator,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "500") int size) {
        return seats.seat(
                caller,
                Mono.fromCallable(() -> {
                            lookup.page(page, size);
                            Plan plan = lookup.plan(caller, campaign);
                            lookup.lens(plan, phase, null, clock.instant());
                            String only = lookup.indicator(plan, indicator);
                            return new Watch(
                                    campaign, lookup.node(caller, plan, node).code(), phase, only, page, size);
                        })
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMapMany(live::follow));
    }

    private static Comparator<NodeView> order(Plan plan, String only, String sort) {
        String indicator = only == null ? plan.header().settings().mainIndicator() : only;
        return sort == null
                ? null
                : Sorting.by(sort, indicator)
                        .orElseThrow(() -> Problem.malformed("sort", "must be one of " + Sorting.keys()));
    }
}
