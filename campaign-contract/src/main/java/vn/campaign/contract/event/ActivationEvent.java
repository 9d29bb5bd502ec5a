package vn.campaign.contract.event;

import java.time.Instant;
import java.time.LocalDate;
import vn.campaign.contract.Keys;

/**
 * What was stated for one unit. Every event is a value of a last-writer-wins register; its stamp is
 * {@link #observedAt()}, then {@link #eventId()}.
 */
public sealed interface ActivationEvent
        permits ActivationReported, ReportWithdrawn, ActivationVerified, VerificationWithdrawn {

    /** Hash of all that was stated ({@link EventId}); a retry of the same statement has the same id. */
    String eventId();

    String campaign();

    String unit();

    /** The activity date of a report, the as-of date of a verification. */
    LocalDate day();

    /** When the author made the statement, to the millisecond. */
    Instant observedAt();

    /** When reporting-service took it in, to the millisecond. */
    Instant receivedAt();

    /** The version of the plan that the statement was checked against. */
    long planVersion();

    /** The account that made it, or null in events of before there were accounts; no part of what is stated. */
    String by();

    /** The id that this statement must have; an event that carries another one was tampered with or is damaged. */
    String statedId();

    /** The record key: one unit's events stay in order on one partition. */
    default String key() {
        return Keys.node(campaign(), unit());
    }
}
