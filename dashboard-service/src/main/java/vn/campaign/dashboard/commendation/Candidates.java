package vn.campaign.dashboard.commendation;

import java.time.Instant;
import java.time.LocalDate;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Goal;
import vn.campaign.dashboard.pace.Pace;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.pace.Verified;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;

/** Looks at units for the commendation of one period, on the campaign's main indicator. */
public final class Candidates {

    private final Plan plan;
    private final CampaignHeader header;
    private final String indicator;
    private final Period period;
    private final LocalDate asOf;
    private final Instant now;

    public Candidates(Plan plan, Period period, LocalDate asOf, Instant now) {
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
        Goal goal = Goals.of(plan, unit, indicator, period).orElse(null);
        return new Candidate(
                unit,
                goal,
                goal == null
                        ? null
                        : Basis.of(
                                goal,
                                reported,
                                Verified.stated(header, indicator, progress.verifications()),
                                unit.baseline(indicator),
                                asOf),
                Completeness.of(unit, progress, period.from(), period.lastCounted(asOf), plan.deadline(), now)
                        .reports(),
                Verified.of(progress.days(), indicator, asOf),
                goal == null ? null : reachedOn(goal, reported),
                !asOf.isBefore(period.from()));
    }

    /** The day before the campaign when the start alone reaches it. */
    private LocalDate reachedOn(Goal goal, DaySeries reported) {
        LocalDate first = goal.cumulative() ? header.from() : goal.period().from();
        LocalDate last = goal.period().lastCounted(asOf);
        for (LocalDate day = first.minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (new Pace(goal, reported, day).achieved() >= goal.target()) {
                return day;
            }
        }
        return null;
    }
}
