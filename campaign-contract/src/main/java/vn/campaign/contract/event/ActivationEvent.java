package vn.campaign.contract.event;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * What was stated for one unit. Every event is a value of a last-writer-wins register; its stamp is
 * {@link #observedAt()}, then {@link #eventId()}.
 */
public sealed interface ActivationEvent
        permits ActivationReported, ReportWithdrawn, ActivationVerified, VerificationWithdrawn {

    /** Hash of the statement ({@link EventId}); a retry has the same id. */
    String eventId();

    String campaign();

    String unit();

    /** The activity date of a report, the as-of date of a verification. */
    LocalDate day();

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
    String statedId();

    /** The record key: one unit's events stay in order on one partition. */
    default String key() {
        return Keys.node(campaign(), unit());
    }
}
