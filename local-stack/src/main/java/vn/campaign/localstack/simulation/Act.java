package vn.campaign.localstack.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;

/** Something that somebody states, at the moment at which it reaches the service. */
public sealed interface Act {

    /** The order in which a simulation plays. */
    Comparator<Act> IN_TIME = Comparator.comparing(Act::at);

    /** When it is delivered. */
    Instant at();

    /** The unit it is about. */
    String unit();

    /** The activity date, or the date that a verification is as of. */
    LocalDate date();

    /** When it was stated; later than delivery it never is. */
    Instant observedAt();

    /** A unit's figures of one day and source, in persons by indicator. */
    record Report(
            Instant at, String unit, LocalDate date, String source, Instant observedAt, SortedMap<String, Long> counts)
            implements Act {}

    /** A unit takes back what one source stated of a day. */
    record Withdrawal(Instant at, String unit, LocalDate date, String source, Instant observedAt) implements Act {}

    /** What the database holds for a unit at the end of a day, cumulatively. */
    record Verification(Instant at, String unit, LocalDate date, Instant observedAt, SortedMap<String, Long> counts)
            implements Act {}

    /** A verification is taken back. */
    record VerificationWithdrawal(Instant at, String unit, LocalDate date, Instant observedAt) implements Act {}
}
