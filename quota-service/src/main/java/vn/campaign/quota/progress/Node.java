package vn.campaign.quota.progress;

import vn.campaign.contract.Keys;

/** A place in a campaign's tree. */
public record Node(String campaign, String code) {

    /** The key of its progress document. */
    public String key() {
        return Keys.node(campaign, code);
    }
}
