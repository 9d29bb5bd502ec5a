package vn.campaign.reporting.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.Unit;

/**
 * What a unit may report, and for which days.
 *
 * @param parent code of the unit above, or null for a root
 * @param mayReport whether there is a day that it may report for now
 * @param indicators in the plan's order; a sum is shown and never reported
 * @param mainIndicator the one that the campaign is about
 * @param now this service's time, which {@code observedAt} is held against; a phone's own clock may be wrong
 * @param today the date in the campaign's zone
 * @param open the days that take reports now, by phase
 * @param lockedPhases codes of the phases that take no more
 * @param maximumCount the largest count that one report may state
 */
record UnitView(
        String campaign,
        String code,
        Name name,
        Kind kind,
        @Nullable String parent,
        boolean mayReport,
        List<IndicatorView> indicators,
        String mainIndicator,
        ZoneId timeZone,
        Instant now,
        LocalDate today,
        List<Range> open,
        List<String> lockedPhases,
        long maximumCount) {

    /** An indicator; {@code sum} when it is the sum of others. */
    record IndicatorView(String code, Name name, boolean sum, List<String> sumOf) {

        static IndicatorView of(Indicator indicator) {
            return new IndicatorView(
                    indicator.code(), indicator.name(), !indicator.sumOf().isEmpty(), indicator.sumOf());
        }
    }

    /** Days of one phase, both ends included. */
    record Range(String phase, LocalDate from, LocalDate to) {}

    static UnitView of(CampaignPlan plan, Unit unit, Instant now) {
        CampaignHeader header = plan.header();
        LocalDate today = LocalDate.ofInstant(now, header.timeZone());
        List<Range> open = plan.hasChildren(unit.code()) ? List.of() : open(header, unit, today);
        return new UnitView(
                header.campaign(),
                unit.code(),
                unit.name(),
                unit.kind(),
                unit.parent(),
                !open.isEmpty(),
                header.indicators().stream().map(IndicatorView::of).toList(),
                header.settings().mainIndicator(),
                header.timeZone(),
                now,
                today,
                open,
                header.phases().stream()
                        .filter(phase -> unit.locked(header, phase, today))
                        .map(Phase::code)
                        .toList(),
                header.settings().maximumCount());
    }

    private static List<Range> open(CampaignHeader header, Unit unit, LocalDate today) {
        return header.phases().stream()
                .filter(phase -> !unit.locked(header, phase, today))
                .map(phase -> new Range(phase.code(), phase.from(), lastOpenDay(phase, unit, today)))
                .filter(range -> !range.to().isBefore(range.from()))
                .toList();
    }

    private static LocalDate lastOpenDay(Phase phase, Unit unit, LocalDate today) {
        LocalDate last = phase.to().isBefore(today) ? phase.to() : today;
        return unit.reportsFor(last) ? last : unit.retiredFrom().minusDays(1);
    }
}
