package vn.campaign.reporting.intake;

import vn.campaign.contract.event.ActivationEvent;

/** What the core decided. */
public sealed interface Outcome {

    /** To be taken, by publishing the event. */
    record Accepted(ActivationEvent event) implements Outcome {}

    /** Not taken. */
    record Rejected(Refusal refusal) implements Outcome {}
}
