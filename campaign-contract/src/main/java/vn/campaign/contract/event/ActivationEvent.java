package vn.campaign.contract.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * What was stated for one unit. Every event is a value of a last-writer-wins register; its stamp is
 * {@link #observedAt()}, then {@link #eventId()}.
 */
public sealed interface ActivationEvent {

    /** Hash of the statement ({@link EventId}); a retry has the same id. */
    String eventId();

    String campaign();

    String unit();

    /** The activity date of a report, the as-of date of a verification. */
    LocalDate day();

    /** Who of those that report for one unit; null for a verification. */
    default @Nullable String source() {
        return null;
    }

    /** Persons by indicator code, whole and not negative; empty for a withdrawal. */
    default Map<String, Long> counts() {
        return Map.of();
    }

    /** Free text of the author, or null. */
    default @Nullable String note() {
        return null;
    }

    /** When the author made the statement, in milliseconds. */
    Instant observedAt();

    /** When reporting-service received it, in milliseconds. */
    Instant receivedAt();

    /** The version of the plan against which the statement was checked. */
    long planVersion();

    /** The account that made it, absent in events that predate accounts; not part of the statement. */
    @Nullable
    String by();

    /** The id that this statement must have; an event with another one is damaged or was tampered with. */
    default String statedId() {
        return EventId.of(getClass(), campaign(), unit(), day(), source(), observedAt(), counts(), note());
    }

    /** The record key; the partition is that of the unit's subtree ({@link vn.campaign.contract.plan.Subtrees}). */
    default String key() {
        return Keys.node(campaign(), unit());
    }

    /** A source stated a unit's total so far for one activity date; it replaces what the same source stated before. */
    record ActivationReported(
            String eventId,
            String campaign,
            String unit,
            LocalDate date,
            String source,
            Map<String, Long> counts,
            @Nullable String note,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by)
            implements ActivationEvent {

        public ActivationReported {
            EventChecks.required(eventId, campaign, unit, date, observedAt, receivedAt, planVersion, by);
            EventChecks.source(source);
            EventChecks.note(note);
            counts = EventChecks.counts(counts);
        }

        /** A new statement; its id is computed. */
        public static ActivationReported of(
                String campaign,
                String unit,
                LocalDate date,
                String source,
                Map<String, Long> counts,
                @Nullable String note,
                Instant observedAt,
                Instant receivedAt,
                long planVersion,
                @Nullable String by) {
            String id = EventId.of(ActivationReported.class, campaign, unit, date, source, observedAt, counts, note);
            return new ActivationReported(
                    id, campaign, unit, date, source, counts, note, observedAt, receivedAt, planVersion, by);
        }

        @Override
        public LocalDate day() {
            return date;
        }
    }

    /** A source withdrew what it reported for one activity date, whether or not it had reported. */
    record ReportWithdrawn(
            String eventId,
            String campaign,
            String unit,
            LocalDate date,
            String source,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by)
            implements ActivationEvent {

        public ReportWithdrawn {
            EventChecks.required(eventId, campaign, unit, date, observedAt, receivedAt, planVersion, by);
            EventChecks.source(source);
        }

        /** A new statement; its id is computed. */
        public static ReportWithdrawn of(
                String campaign,
                String unit,
                LocalDate date,
                String source,
                Instant observedAt,
                Instant receivedAt,
                long planVersion,
                @Nullable String by) {
            String id = EventId.of(ReportWithdrawn.class, campaign, unit, date, source, observedAt, Map.of(), null);
            return new ReportWithdrawn(id, campaign, unit, date, source, observedAt, receivedAt, planVersion, by);
        }

        @Override
        public LocalDate day() {
            return date;
        }
    }

    /**
     * A verifier stated what the national database holds for a unit, cumulatively, at the end of {@code asOf}; a sum
     * indicator may be stated itself.
     */
    record ActivationVerified(
            String eventId,
            String campaign,
            String unit,
            LocalDate asOf,
            Map<String, Long> counts,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by)
            implements ActivationEvent {

        public ActivationVerified {
            EventChecks.required(eventId, campaign, unit, asOf, observedAt, receivedAt, planVersion, by);
            counts = EventChecks.counts(counts);
        }

        /** A new statement; its id is computed. */
        public static ActivationVerified of(
                String campaign,
                String unit,
                LocalDate asOf,
                Map<String, Long> counts,
                Instant observedAt,
                Instant receivedAt,
                long planVersion,
                @Nullable String by) {
            String id = EventId.of(ActivationVerified.class, campaign, unit, asOf, null, observedAt, counts, null);
            return new ActivationVerified(id, campaign, unit, asOf, counts, observedAt, receivedAt, planVersion, by);
        }

        @Override
        public LocalDate day() {
            return asOf;
        }
    }

    /** A verifier withdrew the verification of a unit as of one date, whether or not there was one. */
    record VerificationWithdrawn(
            String eventId,
            String campaign,
            String unit,
            LocalDate asOf,
            Instant observedAt,
            Instant receivedAt,
            long planVersion,
            @Nullable String by)
            implements ActivationEvent {

        public VerificationWithdrawn {
            EventChecks.required(eventId, campaign, unit, asOf, observedAt, receivedAt, planVersion, by);
        }

        /** A new statement; its id is computed. */
        public static VerificationWithdrawn of(
                String campaign,
                String unit,
                LocalDate asOf,
                Instant observedAt,
                Instant receivedAt,
                long planVersion,
                @Nullable String by) {
            String id = EventId.of(VerificationWithdrawn.class, campaign, unit, asOf, null, observedAt, Map.of(), null);
            return new VerificationWithdrawn(id, campaign, unit, asOf, observedAt, receivedAt, planVersion, by);
        }

        @Override
        public LocalDate day() {
            return asOf;
        }
    }
}
