package vn.campaign.reporting.intake;

import vn.campaign.contract.event.ActivationEvent;

/** The result of a check. */
public sealed interface Outcome {

    /** The event is to be published. */
    record Accepted(ActivationEvent event) implements Outcome {}

    /** Nothing is to be published. */
    record Rejected(Refusal refusal) implements Outcome {}
}
