package vn.campaign.localstack.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;

/** A request to reporting-service, at the moment at which it arrives there. */
public sealed interface Submission {

    /** When it is delivered. */
    Instant at();

    String unit();

    /** The activity date, or the date that a verification is as of. */
    LocalDate date();

    /** When it was stated; never later than {@link #at()}. */
    Instant observedAt();

    /** A unit's figures of one day and source, in persons by indicator. */
    record Report(
            Instant at, String unit, LocalDate date, String source, Instant observedAt, SortedMap<String, Long> counts)
            implements Submission {

        /** Another report of the same unit, day and source. */
        Report again(Instant at, Instant observedAt, SortedMap<String, Long> counts) {
            return new Report(at, unit, date, source, observedAt, counts);
        }
    }

    /** The withdrawal of a report. */
    record Withdrawal(Instant at, String unit, LocalDate date, String source, Instant observedAt)
            implements Submission {}

    /** What the database holds for a unit at the end of a day, cumulatively. */
    record Verification(Instant at, String unit, LocalDate date, Instant observedAt, SortedMap<String, Long> counts)
            implements Submission {}

    /** The withdrawal of a verification. */
    record VerificationWithdrawal(Instant at, String unit, LocalDate date, Instant observedAt) implements Submission {}
}
