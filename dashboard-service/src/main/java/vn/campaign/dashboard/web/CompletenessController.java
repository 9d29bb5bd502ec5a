package vn.campaign.dashboard.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.CompletenessQuery;
import vn.campaign.dashboard.query.DayRange;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.MissingReportsQuery;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** Who reported when, and whom to remind. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class CompletenessController {

    private final Lookup lookup;
    private final MissingReportsQuery missing;
    private final CompletenessQuery completeness;

    CompletenessController(Lookup lookup, MissingReportsQuery missing, CompletenessQuery completeness) {
        this.lookup = lookup;
        this.missing = missing;
        this.completeness = completeness;
    }

    /** By default all days of the campaign up to the as-of date; days outside it, or after that date, are left out. */
    @GetMapping("/completeness")
    CompletenessView completeness(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page asked = lookup.page(page, size);
        Plan plan = lookup.plan(caller, campaign);
        PlanNode found = lookup.node(caller, plan, node);
        ViewContext context = lookup.context(plan, null, asOf);
        DayRange range = DayRange.of(plan, from, to, context.asOf());
        return completeness.read(plan, found, range, context, asked);
    }

    /** By default today's, of all roots. */
    @GetMapping("/missing")
    MissingView missing(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "500") int size) {
        Page asked = lookup.page(page, size);
        Plan plan = lookup.plan(caller, campaign);
        ViewContext context = lookup.context(plan, null, date != null ? date : asOf);
        return missing.read(plan, lookup.nodeOrRoots(caller, plan, node), context.asOf(), context.now(), asked);
    }
}
