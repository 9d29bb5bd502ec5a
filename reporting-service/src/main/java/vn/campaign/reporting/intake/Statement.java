package vn.campaign.reporting.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationReported;
import vn.campaign.contract.event.ActivationVerified;
import vn.campaign.contract.event.ReportWithdrawn;
import vn.campaign.contract.event.VerificationWithdrawn;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.reporting.plan.Unit;
import vn.campaign.web.access.Role;

/** What someone states of a unit and a day; well formed, and not yet checked against any plan. */
sealed interface Statement {

    String unit();

    LocalDate day();

    /** When it was made, to the millisecond, or null for the time of receipt. */
    Instant observedAt();

    /** Who may make it. */
    Role maker();

    /** Why the plan does not allow it on {@code today}. */
    Optional<Refusal> refusal(CampaignHeader header, Unit unit, LocalDate today);

    /** The event that tells of it. */
    ActivationEvent event(Taken taken);

    /** How a statement was taken: for which campaign, with which stamp, against which version of the plan, from whom. */
    record Taken(String campaign, Instant observedAt, Instant receivedAt, long planVersion, String by) {}

    /** A source's total so far for one activity date. */
    record Report(String unit, LocalDate day, String source, Counts counts, String note, Instant observedAt)
            implements Statement {

        @Override
        public Role maker() {
            return Form.REPORT.role();
        }

        @Override
        public Optional<Refusal> refusal(CampaignHeader header, Unit unit, LocalDate today) {
            return Days.ofReport(header, unit, day, today).or(() -> counts.refusal(header, false));
        }

        @Override
        public ActivationEvent event(Taken taken) {
            return ActivationReported.of(
                    taken.campaign,
                    unit,
                    day,
                    source,
                    counts.whole(),
                    note,
                    taken.observedAt,
                    taken.receivedAt,
                    taken.planVersion,
                    taken.by);
        }
    }

    /** That a source's total for one activity date no longer holds. */
    record ReportWithdrawal(String unit, LocalDate day, String source, Instant observedAt) implements Statement {

        @Override
        public Role maker() {
            return Form.REPORT.role();
        }

        @Override
        public Optional<Refusal> refusal(CampaignHeader header, Unit unit, LocalDate today) {
            return Days.ofReport(header, unit, day, today);
        }

        @Override
        public ActivationEvent event(Taken taken) {
            return ReportWithdrawn.of(
                    taken.campaign, unit, day, source, taken.observedAt, taken.receivedAt, taken.planVersion, taken.by);
        }
    }

    /** What the national database holds for the unit, cumulatively, at the end of the day. */
    record Verification(String unit, LocalDate day, Counts counts, Instant observedAt) implements Statement {

        @Override
        public Role maker() {
            return Form.VERIFICATION.role();
        }

        @Override
        public Optional<Refusal> refusal(CampaignHeader header, Unit unit, LocalDate today) {
            return Days.ofVerification(header, day, today).or(() -> counts.refusal(header, true));
        }

        @Override
        public ActivationEvent event(Taken taken) {
            return ActivationVerified.of(
                    taken.campaign,
                    unit,
                    day,
                    counts.whole(),
                    taken.observedAt,
                    taken.receivedAt,
                    taken.planVersion,
                    taken.by);
        }
    }

    /** That the verification as of the day no longer holds. */
    record VerificationWithdrawal(String unit, LocalDate day, Instant observedAt) implements Statement {

        @Override
        public Role maker() {
            return Form.VERIFICATION.role();
        }

        @Override
        public Optional<Refusal> refusal(CampaignHeader header, Unit unit, LocalDate today) {
            return Days.ofVerification(header, day, today);
        }

        @Override
        public ActivationEvent event(Taken taken) {
            return VerificationWithdrawn.of(
                    taken.campaign, unit, day, taken.observedAt, taken.receivedAt, taken.planVersion, taken.by);
        }
    }
}
