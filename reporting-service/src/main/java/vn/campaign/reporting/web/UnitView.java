package vn.campaign.reporting.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
 * <p>Who keeps this answer works out later days himself: on the date {@code t} in the campaign's zone the unit's report of a day
 * {@code d} is taken if and only if a phase of {@code phases} has {@code from <= d <= to} and, where it has {@code lockedFrom},
 * {@code t < lockedFrom}; {@code d <= t}; and, where the unit has {@code retiredFrom}, {@code d < retiredFrom}. Only a change of the
 * plan makes that wrong.
 *
 * @param parent code of the unit above, or null for a root
 * @param mayReport whether there is a day that it may report for now
 * @param indicators in the plan's order; a sum is shown and never reported
 * @param mainIndicator the one that the campaign is about
 * @param now this service's time, which {@code observedAt} is held against; a phone's own clock may be wrong
 * @param today the date in the campaign's zone
 * @param open the days that take reports now, by phase
 * @param lockedPhases codes of the phases that take no more
 * @param phases in the order of their dates; none where nothing is ever taken: for a node with units below it, and in an
 *     archived campaign
 * @param activeFrom first day on which the unit must report, or null for the campaign's first
 * @param retiredFrom first day for which it reports no more, or null
 * @param dailyDeadline time of day, in the campaign's zone, by which a day's report is on time
 * @param deadlineDaysAfter days after the reported day on which that deadline lies
 * @param maximumCount the largest count that one report may state
 */
record UnitView(
        String campaign,
        Name campaignName,
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
        List<PhaseView> phases,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        LocalTime dailyDeadline,
        int deadlineDaysAfter,
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

    /**
     * A phase as it takes the unit's reports.
     *
     * @param from first day
     * @param to last day
     * @param lockedFrom first day on which it takes no more of them; null for never
     * @param reopened whether it takes them longer than those of other units
     */
    record PhaseView(
            String code, Name name, LocalDate from, LocalDate to, @Nullable LocalDate lockedFrom, boolean reopened) {

        static PhaseView of(Unit unit, Phase phase) {
            LocalDate lockedFrom = unit.lockedFrom(phase);
            return new PhaseView(
                    phase.code(),
                    phase.name(),
                    phase.from(),
                    phase.to(),
                    lockedFrom,
                    !Objects.equals(lockedFrom, phase.lockedFrom()));
        }
    }

    static UnitView of(CampaignPlan plan, Unit unit, Instant now) {
        CampaignHeader header = plan.header();
        LocalDate today = LocalDate.ofInstant(now, header.timeZone());
        boolean leaf = !plan.hasChildren(unit.code());
        List<Range> open = leaf ? open(header, unit, today) : List.of();
        return new UnitView(
                header.campaign(),
                header.name(),
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
                header.phases().stream()
                        .filter(phase -> leaf && !header.archived())
                        .map(phase -> PhaseView.of(unit, phase))
                        .toList(),
                unit.activeFrom(),
                unit.retiredFrom(),
                header.settings().dailyDeadline(),
                header.settings().deadlineDaysAfter(),
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
