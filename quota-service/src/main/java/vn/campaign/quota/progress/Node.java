package vn.campaign.quota.progress;

import vn.campaign.contract.Keys;
import vn.campaign.contract.event.ActivationEvent;

/** A place in a campaign's tree. */
public record Node(String campaign, String code) {

    /** The unit that an event is about. */
    static Node of(ActivationEvent event) {
        return new Node(event.campaign(), event.unit());
    }

    /** The key of its progress document. */
    public String key() {
        return Keys.node(campaign, code);
    }
}
