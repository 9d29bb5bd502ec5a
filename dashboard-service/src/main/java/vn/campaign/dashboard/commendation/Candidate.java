package vn.campaign.dashboard.commendation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.completeness.Completeness.Reports;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.VerifiedFigure;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

/**
 * A unit with all that its commendation depends on.
 *
 * @param target null without a target, and for a target of 0: nothing was asked
 * @param basis null without a target
 * @param reports its reports over the period
 * @param verified its newest verification, or null
 * @param reachedOn the first day at whose end its reports reached the target, or null
 * @param begun whether the period has begun
 */
public record Candidate(
        PlanNode unit,
        @Nullable PaceTarget target,
        @Nullable Basis basis,
        Reports reports,
        @Nullable VerifiedFigure verified,
        @Nullable LocalDate reachedOn,
        boolean begun) {

    /** Why a unit is not eligible. */
    public enum Reason {
        NO_TARGET,
        TARGET_MISSED,
        REPORTING_TOO_RARE,
        OVER_REPORTED
    }

    /** Why a unit's responsibility is reviewed. */
    public enum Review {
        NOTHING_REACHED,
        NEVER_REPORTED
    }

    /** Whether the unit owes a report on any day of the period; one that retired before it, or came after, is not looked at. */
    public static boolean concerns(ViewContext context, PlanNode unit) {
        Period period = context.period();
        return unit.leaf()
                && period.from().datesUntil(period.to().plusDays(1)).anyMatch(day -> context.owing(unit, day) > 0);
    }

    /** The unit as a candidate of the context's period, on the campaign's main indicator. */
    public static Candidate of(ViewContext context, PlanNode unit, NodeProgress progress) {
        CampaignHeader header = context.plan().header();
        String indicator = header.settings().mainIndicator();
        Period period = context.period();
        DaySeries reported = DaySeries.of(header.from(), header.to(), progress.days(), header.parts(indicator));
        SortedMap<LocalDate, Long> verified = VerifiedFigure.stated(header, indicator, progress.verifications());
        long baseline = unit.baseline(indicator);
        Optional<PaceTarget> target = target(context, unit, indicator).map(each -> each.from(baseline));
        return new Candidate(
                unit,
                target.orElse(null),
                target.map(each -> Basis.of(each, reported, verified, baseline, context.asOf()))
                        .orElse(null),
                Completeness.of(context, unit, progress).reports(),
                VerifiedFigure.of(progress.days(), indicator, context.asOf()),
                target.flatMap(each -> reachedOn(context, each, reported)).orElse(null),
                !context.asOf().isBefore(period.from()));
    }

    /** The target of the period; empty without one, and for a target of 0. */
    private static Optional<PaceTarget> target(ViewContext context, PlanNode unit, String indicator) {
        Optional<PaceTarget> stated = unit.target(indicator, context.period());
        boolean ofPhases = stated.isEmpty() && context.period().code().equals(Period.ALL);
        return (ofPhases ? ofPhases(context, unit, indicator) : stated).filter(target -> target.value() > 0);
    }

    /**
     * The whole campaign's target, where only its phases have targets: a cumulative one holds all that phases before it
     * asked for, one within its period comes on top.
     */
    private static Optional<PaceTarget> ofPhases(ViewContext context, PlanNode unit, String indicator) {
        return context.plan().header().phases().stream()
                .flatMap(phase -> context.plan().period(phase.code()).stream())
                .flatMap(phase -> unit.target(indicator, phase).stream())
                .map(target -> new PaceTarget(context.period(), target.value(), target.cumulative(), 0))
                .reduce((sum, next) -> next.cumulative()
                        ? next
                        : new PaceTarget(sum.period(), sum.value() + next.value(), sum.cumulative(), 0));
    }

    /** The day before the campaign when the start alone reaches it. */
    private static Optional<LocalDate> reachedOn(ViewContext context, PaceTarget target, DaySeries reported) {
        LocalDate first = target.cumulative()
                ? context.plan().header().from()
                : target.period().from();
        LocalDate last = target.period().lastCounted(context.asOf());
        return Stream.iterate(first.minusDays(1), day -> !day.isAfter(last), day -> day.plusDays(1))
                .filter(day -> new Pace(target, reported, day).achieved() >= target.value())
                .findFirst();
    }

    /** Whether it reported more than was verified, beyond what the campaign tolerates. */
    public boolean overReported(Settings settings) {
        return verified != null && verified.overReported(settings);
    }

    /** The reasons against commending it; none when it is eligible. */
    public List<Reason> reasons(Settings settings) {
        List<Reason> reasons = new ArrayList<>();
        if (target == null) {
            reasons.add(Reason.NO_TARGET);
        } else if (basis.value() < target.value()) {
            reasons.add(Reason.TARGET_MISSED);
        }
        if (!reports.reaches(settings.reportingShare())) {
            reasons.add(Reason.REPORTING_TOO_RARE);
        }
        if (overReported(settings)) {
            reasons.add(Reason.OVER_REPORTED);
        }
        return List.copyOf(reasons);
    }

    /** Why its responsibility is to be reviewed; nothing is before the period begins. */
    public List<Review> review() {
        List<Review> reasons = new ArrayList<>();
        if (begun && target != null && basis.value() <= target.start()) {
            reasons.add(Review.NOTHING_REACHED);
        }
        if (reports.expected() > 0 && reports.made() == 0) {
            reasons.add(Review.NEVER_REPORTED);
        }
        return reasons;
    }

    /**
     * What counts towards a target when a unit is judged: verified figures where the period's end was verified, else its reports.
     *
     * @param value persons
     * @param verifiedAsOf the date of the verification, or null when it rests on reports
     */
    public record Basis(long value, @Nullable LocalDate verifiedAsOf) {

        /** The days after a period's end within which a verification of it counts. */
        private static final int VERIFIED_WITHIN_DAYS = 10;

        /** Where a basis comes from. */
        public enum Source {
            VERIFIED,
            REPORTED
        }

        /**
         * The verification with the earliest date from the period's end to ten days after it, less what was reported after
         * the end up to that date; for a target within its period also less what had been reached before it.
         *
         * @param reported the unit's day sums of the indicator
         * @param verified its verified cumulative figures of the indicator by date
         * @param baseline persons reached before the campaign
         * @param asOf verifications after this date are not known yet
         */
        static Basis of(
                PaceTarget target,
                DaySeries reported,
                SortedMap<LocalDate, Long> verified,
                long baseline,
                LocalDate asOf) {
            LocalDate end = target.period().to();
            LocalDate date = verified.tailMap(end).keySet().stream().findFirst().orElse(null);
            if (date == null || date.isAfter(asOf) || date.isAfter(end.plusDays(VERIFIED_WITHIN_DAYS))) {
                return new Basis(new Pace(target, reported, asOf).achieved(), null);
            }
            long reached = verified.get(date) - reported.between(end.plusDays(1), date);
            return new Basis(
                    target.cumulative() ? reached : reached - before(target, reported, verified, baseline), date);
        }

        /** The verified figure at the newest date before the period, else what had been reported by then. */
        private static long before(
                PaceTarget target, DaySeries reported, SortedMap<LocalDate, Long> verified, long baseline) {
            LocalDate start = target.period().from();
            SortedMap<LocalDate, Long> earlier = verified.headMap(start);
            return earlier.isEmpty() ? baseline + reported.through(start.minusDays(1)) : earlier.get(earlier.lastKey());
        }

        public Source source() {
            return verifiedAsOf == null ? Source.REPORTED : Source.VERIFIED;
        }
    }
}
