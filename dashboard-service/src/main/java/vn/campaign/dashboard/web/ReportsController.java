package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ReportsQuery;
import vn.campaign.dashboard.query.ReportsQuery.DayRange;
import vn.campaign.dashboard.view.CompletenessView;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.Receipt;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** Who reported what and when, whom to remind, and what became of each report. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class ReportsController {

    private final Lookup lookup;
    private final ReportsQuery reports;
    private final ProgressReader progress;

    ReportsController(Lookup lookup, ReportsQuery reports, ProgressReader progress) {
        this.lookup = lookup;
        this.reports = reports;
        this.progress = progress;
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
        ViewContext context = lookup.context(caller, campaign, null, asOf);
        PlanNode found = lookup.node(caller, context.plan(), node);
        return reports.completeness(context, found, DayRange.of(context, from, to), asked);
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
        ViewContext context = lookup.context(caller, campaign, null, date != null ? date : asOf);
        return reports.missing(context, lookup.nodeOrRoots(caller, context.plan(), node), asked);
    }

    /**
     * A unit's days, from the first to the last asked for.
     *
     * @param largestDay by reported indicator, the largest sum of any of its days up to the as-of date, whatever days are asked
     *     for; a form asks about a count far above it
     */
    record Days(
            String campaign,
            String unit,
            LocalDate from,
            LocalDate to,
            Freshness freshness,
            Map<String, Long> largestDay,
            List<DayView> days) {}

    /** By default all days up to the as-of date; days outside the campaign, or after that date, are left out. */
    @GetMapping("/units/{unit}/days")
    Days days(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        ViewContext context = lookup.context(caller, campaign, null, asOf);
        PlanNode node = lookup.node(caller, context.plan(), unit);
        Freshness freshness = progress.freshness(context.plan(), context.now());
        DayRange range = DayRange.of(context, from, to);
        return new Days(
                campaign,
                unit,
                range.from(),
                range.to(),
                freshness,
                reports.largestDay(context, node),
                reports.days(context, node, range));
    }

    /**
     * The position is read before the register: what lies behind it was written before it moved. A verification has no
     * source.
     */
    @GetMapping("/receipts/{eventId}")
    Receipt receipt(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String eventId,
            @RequestParam String unit,
            @RequestParam LocalDate date,
            @RequestParam(defaultValue = "") String source,
            @RequestParam int partition,
            @RequestParam long offset) {
        lookup.node(caller, lookup.plan(caller, campaign), unit);
        if (!progress.applied(partition, offset)) {
            return Receipt.pending(eventId);
        }
        Optional<DeadLetter> refused = progress.deadLetter(partition, offset);
        if (refused.isPresent()) {
            DeadLetter.Redriven again = refused.get().redriven();
            return again == null
                    ? Receipt.refused(eventId, refused.get().reason())
                    : receipt(caller, campaign, eventId, unit, date, source, again.partition(), again.offset());
        }
        Optional<Receipt> receipt = source.isEmpty()
                ? progress.verifications(campaign, unit, date).flatMap(held -> Receipt.counted(eventId, held))
                : progress.day(campaign, unit, date).flatMap(sheet -> Receipt.ofReport(eventId, source, sheet));
        return receipt.orElseThrow(() -> ApiException.notFound(
                "RECEIPT_UNKNOWN", null, "No statement " + eventId + " was counted for these values"));
    }
}
