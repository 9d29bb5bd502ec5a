package vn.campaign.reporting.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Reading.Readable;
import vn.campaign.reporting.intake.Reading.Unreadable;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.reporting.plan.Unit;
import vn.campaign.web.access.Caller;

/** Checks every statement, single or one of a million, against the plan; nothing is guessed and nothing is repaired. */
public final class Intake {

    /** How far an author's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final PlanCopy plans;

    public Intake(PlanCopy plans) {
        this.plans = plans;
    }

    /** What becomes of what was read from the caller, when it was received at {@code received}. */
    public Outcome check(Caller caller, String campaign, Reading reading, Instant received) {
        if (reading instanceof Unreadable unreadable) {
            return new Rejected(unreadable.refusal());
        }
        Statement statement = ((Readable) reading).statement();
        Optional<CampaignPlan> plan = plans.campaign(campaign);
        if (plan.isEmpty()) {
            return reject(RefusalCode.CAMPAIGN_UNKNOWN, null, "There is no such campaign.");
        }
        Optional<Unit> unit = plan.get().unit(statement.unit());
        if (unit.isEmpty()) {
            return reject(RefusalCode.UNIT_UNKNOWN, "unit", "The campaign has no such unit.");
        }
        return caller.may(statement.maker(), campaign, statement.unit(), plan.get()::parentOf)
                ? check(caller, plan.get(), unit.get(), statement, received.truncatedTo(ChronoUnit.MILLIS))
                : reject(RefusalCode.FORBIDDEN, "unit", "The account may not state this for the unit.");
    }

    private static Outcome check(Caller caller, CampaignPlan plan, Unit unit, Statement statement, Instant received) {
        if (plan.hasChildren(unit.code())) {
            return reject(RefusalCode.UNIT_NOT_A_LEAF, "unit", "The units below it report; it does not.");
        }
        Instant observed = statement.observedAt() == null ? received : statement.observedAt();
        if (observed.isAfter(received.plus(AHEAD))) {
            return reject(RefusalCode.OBSERVED_IN_FUTURE, "observedAt", "Here it is " + received + ".");
        }
        var header = plan.header();
        LocalDate today = LocalDate.ofInstant(received, header.timeZone());
        Optional<Refusal> refusal = statement.refusal(header, unit, today);
        return refusal.isPresent()
                ? new Rejected(refusal.get())
                : new Accepted(statement.event(new Statement.Taken(
                        header.campaign(), observed, received, plan.versionFor(unit), caller.name())));
    }

    private static Outcome reject(RefusalCode code, String field, String detail) {
        return new Rejected(new Refusal(code, field, detail));
    }
}
