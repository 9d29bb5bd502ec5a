package vn.campaign.reporting.intake;

import java.time.LocalDate;
import java.util.Optional;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Phase;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.plan.Unit;

/** Which days a submission may be about; {@code today} is the date in the campaign's zone. */
final class Days {

    private Days() {}

    /** Why a report of the day cannot be taken or withdrawn. */
    static Optional<Rejected> ofReport(CampaignHeader header, Unit unit, LocalDate day, LocalDate today) {
        Optional<Phase> phase = header.phaseOn(day);
        if (phase.isEmpty()) {
            return refuse(RefusalCode.DATE_OUTSIDE_CAMPAIGN, "date", "The date lies in no phase of the campaign.");
        }
        if (day.isAfter(today)) {
            return refuse(RefusalCode.DATE_IN_FUTURE, "date", "In the campaign's zone today is " + today + ".");
        }
        if (!unit.reportsFor(day)) {
            return refuse(
                    RefusalCode.UNIT_RETIRED, "date", "The unit reports no more from " + unit.retiredFrom() + " on.");
        }
        if (unit.locked(header, phase.get(), today)) {
            return refuse(
                    RefusalCode.PHASE_LOCKED,
                    "date",
                    "Phase " + phase.get().code() + " takes no more reports; what was accepted before stands.");
        }
        return Optional.empty();
    }

    /**
     * Why a verification as of the day cannot be taken or withdrawn. It may be as of a day up to today: also after the last
     * phase, for the extract that commendation waits for comes then. Neither a
     * lock nor a unit's retirement stops it, for it states what the database holds and not what a unit does; an archived
     * campaign's figures do not change any more.
     */
    static Optional<Rejected> ofVerification(CampaignHeader header, LocalDate day, LocalDate today) {
        if (day.isBefore(header.verifiableFrom()) || day.isAfter(header.verifiableTo())) {
            return refuse(
                    RefusalCode.DATE_OUTSIDE_CAMPAIGN,
                    "asOf",
                    "Dates to verify are " + header.verifiableFrom() + " to " + header.verifiableTo() + ".");
        }
        if (day.isAfter(today)) {
            return refuse(RefusalCode.DATE_IN_FUTURE, "asOf", "In the campaign's zone today is " + today + ".");
        }
        if (header.archived()) {
            return refuse(
                    RefusalCode.PHASE_LOCKED, "asOf", "The campaign is archived; what was accepted before stands.");
        }
        return Optional.empty();
    }

    private static Optional<Rejected> refuse(RefusalCode code, String field, String detail) {
        return Optional.of(new Rejected(code, field, detail));
    }
}
