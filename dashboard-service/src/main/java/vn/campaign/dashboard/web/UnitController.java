package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.Register;
import vn.campaign.dashboard.mongo.PositionReader;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.mongo.SheetReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.DayRange;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.UnitDaysQuery;
import vn.campaign.dashboard.view.DayView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Receipt;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** What a unit reported, day by day, and what became of each report. */
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
class UnitController {

    private static final String VERIFICATION = "verification";

    private final Lookup lookup;
    private final UnitDaysQuery days;
    private final SheetReader sheets;
    private final PositionReader positions;
    private final ProgressReader progress;

    UnitController(
            Lookup lookup, UnitDaysQuery days, SheetReader sheets, PositionReader positions, ProgressReader progress) {
        this.lookup = lookup;
        this.days = days;
        this.sheets = sheets;
        this.positions = positions;
        this.progress = progress;
    }

    /** A unit's days, from the first to the last asked for. */
    record Days(String campaign, String unit, LocalDate from, LocalDate to, Freshness freshness, List<DayView> days) {}

    /** By default all days up to the as-of date; days outside the campaign, or after that date, are left out. */
    @GetMapping("/units/{unit}/days")
    Days days(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String unit,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        Plan plan = lookup.plan(caller, campaign);
        PlanNode node = lookup.node(caller, plan, unit);
        ViewContext context = lookup.context(plan, null, asOf);
        Freshness freshness = progress.freshness(context.now());
        DayRange range = DayRange.of(plan, from, to, context.asOf());
        return new Days(
                campaign, unit, range.from(), range.to(), freshness, days.read(plan, node, range, context.now()));
    }

    /** The position is read before the register: what lies behind it was written before it moved. */
    @GetMapping("/receipts/{eventId}")
    Receipt receipt(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String campaign,
            @PathVariable String eventId,
            @RequestParam String unit,
            @RequestParam LocalDate date,
            @RequestParam(defaultValue = VERIFICATION) String source,
            @RequestParam int partition,
            @RequestParam long offset) {
        lookup.node(caller, lookup.plan(caller, campaign), unit);
        if (!positions.applied(partition, offset)) {
            return Receipt.pending(eventId);
        }
        Optional<DeadLetter> refused = positions.deadLetter(partition, offset);
        if (refused.isPresent()) {
            DeadLetter.Redriven again = refused.get().redriven();
            return again == null
                    ? Receipt.refused(eventId, refused.get().reason())
                    : receipt(caller, campaign, eventId, unit, date, source, again.partition(), again.offset());
        }
        Optional<Register> register = source.equals(VERIFICATION)
                ? sheets.verifications(campaign, unit, date)
                : sheets.reports(campaign, unit, date, source);
        return register.flatMap(held -> Receipt.counted(eventId, held))
                .orElseThrow(() -> ApiException.notFound(
                        "RECEIPT_UNKNOWN", null, "No statement " + eventId + " was counted for these values"));
    }
}
