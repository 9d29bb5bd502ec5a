package vn.campaign.dashboard.commendation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.VerifiedFigure;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;

/** Assembles candidates for the commendation of one period, on the campaign's main indicator. */
public final class CandidateAssembler {

    private final Plan plan;
    private final CampaignHeader header;
    private final String indicator;
    private final Period period;
    private final LocalDate asOf;
    private final Instant now;

    public CandidateAssembler(Plan plan, Period period, LocalDate asOf, Instant now) {
        this.plan = plan;
        this.header = plan.header();
        this.indicator = header.settings().mainIndicator();
        this.period = period;
        this.asOf = asOf;
        this.now = now;
    }

    /** Whether the unit reports on any day of the period; one that retired before it, or came after, is not looked at. */
    public boolean concerns(PlanNode unit) {
        return unit.leaf()
                && period.from().datesUntil(period.to().plusDays(1)).anyMatch(day -> unit.activeLeaves(day) > 0);
    }

    /** The unit as a candidate. */
    public Candidate of(PlanNode unit, NodeProgress progress) {
        DaySeries reported = DaySeries.of(header.from(), header.to(), progress.days(), header.parts(indicator));
        PaceTarget target = target(unit).orElse(null);
        return new Candidate(
                unit,
                target,
                target == null
                        ? null
                        : Basis.of(
                                target,
                                reported,
                                VerifiedFigure.stated(header, indicator, progress.verifications()),
                                unit.baseline(indicator),
                                asOf),
                Completeness.of(unit, progress, period.from(), period.lastCounted(asOf), plan.deadline(), now)
                        .reports(),
                VerifiedFigure.of(progress.days(), indicator, asOf),
                target == null ? null : reachedOn(target, reported),
                !asOf.isBefore(period.from()));
    }

    /** The target of the period; empty without one, and for a target of 0. */
    private Optional<PaceTarget> target(PlanNode unit) {
        Optional<PaceTarget> stated = unit.target(indicator, period);
        return (stated.isEmpty() && period.code().equals(Period.ALL) ? ofPhases(unit) : stated)
                .filter(target -> target.value() > 0)
                .map(target -> target.from(unit.baseline(indicator)));
    }

    /**
     * The whole campaign's target, where only its phases have targets: a cumulative one holds all that phases before it
     * asked for, one within its period comes on top.
     */
    private Optional<PaceTarget> ofPhases(PlanNode unit) {
        PaceTarget sum = null;
        for (Phase phase : header.phases()) {
            PaceTarget next = plan.period(phase.code())
                    .flatMap(each -> unit.target(indicator, each))
                    .orElse(null);
            if (next != null) {
                boolean onTop = sum != null && !next.cumulative();
                sum = new PaceTarget(
                        period,
                        next.value() + (onTop ? sum.value() : 0),
                        next.cumulative() || onTop && sum.cumulative(),
                        0);
            }
        }
        return Optional.ofNullable(sum);
    }

    /** The day before the campaign when the start alone reaches it. */
    private @Nullable LocalDate reachedOn(PaceTarget target, DaySeries reported) {
        LocalDate first = target.cumulative() ? header.from() : target.period().from();
        LocalDate last = target.period().lastCounted(asOf);
        for (LocalDate day = first.minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (new Pace(target, reported, day).achieved() >= target.value()) {
                return day;
            }
        }
        return null;
    }
}
