package vn.campaign.reporting.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.reporting.plan.Unit;
import vn.campaign.web.access.Caller;

/**
 * Checks every submission, single or one of a million, against the plan. Nothing is guessed and nothing is repaired; a
 * source's name is normalized before anything else.
 */
public final class SubmissionChecker {

    /** How far an author's clock may be ahead of ours. */
    private static final Duration MAX_CLOCK_LEAD = Duration.ofMinutes(5);

    private final PlanCopy plans;

    public SubmissionChecker(PlanCopy plans) {
        this.plans = plans;
    }

    /** Checks what the caller submitted, and makes the event of it. */
    public Outcome check(Caller caller, String campaign, Submission submission, Instant receivedAt) {
        Instant received = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        LocalDate day = Syntax.date(submission.day());
        String source = submission.normalizedSource();
        Instant observed = submission.observedAt() == null ? received : Syntax.instant(submission.observedAt());
        Optional<Rejected> malformed = Syntax.refusal(submission, day, source, observed);
        if (malformed.isPresent()) {
            return malformed.get();
        }
        Optional<CampaignPlan> plan = plans.campaign(campaign);
        if (plan.isEmpty()) {
            return reject(RefusalCode.CAMPAIGN_UNKNOWN, null, "There is no such campaign.");
        }
        Optional<Unit> unit = plan.get().unit(submission.unit());
        if (unit.isEmpty()) {
            return reject(RefusalCode.UNIT_UNKNOWN, "unit", "The campaign has no such unit.");
        }
        return caller.may(submission.kind().role(), campaign, submission.unit(), plan.get()::parentOf)
                ? check(plan.get(), unit.get(), submission, new Stamp(day, source, observed, received, caller.name()))
                : reject(RefusalCode.FORBIDDEN, "unit", "The account may not state this for the unit.");
    }

    /** The day, the source and the times of a submission, and who made it. */
    private record Stamp(LocalDate day, String source, Instant observed, Instant received, String by) {}

    private static Outcome check(CampaignPlan plan, Unit unit, Submission submission, Stamp stamp) {
        if (plan.hasChildren(unit.code())) {
            return reject(RefusalCode.UNIT_NOT_A_LEAF, "unit", "The units below it report; it does not.");
        }
        if (stamp.observed.isAfter(stamp.received.plus(MAX_CLOCK_LEAD))) {
            return reject(RefusalCode.OBSERVED_IN_FUTURE, "observedAt", "Here it is " + stamp.received + ".");
        }
        CampaignHeader header = plan.header();
        LocalDate today = LocalDate.ofInstant(stamp.received, header.timeZone());
        Optional<Rejected> refusal =
                switch (submission.kind()) {
                    case REPORT ->
                        Days.ofReport(header, unit, stamp.day, today)
                                .or(() -> Counts.refusal(submission.counts(), header, false));
                    case REPORT_WITHDRAWAL -> Days.ofReport(header, unit, stamp.day, today);
                    case VERIFICATION ->
                        Days.ofVerification(header, stamp.day, today)
                                .or(() -> Counts.refusal(submission.counts(), header, true));
                    case VERIFICATION_WITHDRAWAL -> Days.ofVerification(header, stamp.day, today);
                };
        return refusal.<Outcome>map(rejected -> rejected)
                .orElseGet(() -> new Accepted(event(header.campaign(), submission, stamp, unit.planVersion(header))));
    }

    private static ActivationEvent event(String campaign, Submission submission, Stamp stamp, long version) {
        String unit = submission.unit();
        return switch (submission.kind()) {
            case REPORT ->
                ActivationReported.of(
                        campaign,
                        unit,
                        stamp.day,
                        stamp.source,
                        Counts.whole(submission.counts()),
                        submission.note(),
                        stamp.observed,
                        stamp.received,
                        version,
                        stamp.by);
            case REPORT_WITHDRAWAL ->
                ReportWithdrawn.of(
                        campaign, unit, stamp.day, stamp.source, stamp.observed, stamp.received, version, stamp.by);
            case VERIFICATION ->
                ActivationVerified.of(
                        campaign,
                        unit,
                        stamp.day,
                        Counts.whole(submission.counts()),
                        stamp.observed,
                        stamp.received,
                        version,
                        stamp.by);
            case VERIFICATION_WITHDRAWAL ->
                VerificationWithdrawn.of(campaign, unit, stamp.day, stamp.observed, stamp.received, version, stamp.by);
        };
    }

    private static Outcome reject(RefusalCode code, @Nullable String field, String detail) {
        return new Rejected(code, field, detail);
    }
}
