package vn.campaign.quota.progress;

import java.time.LocalDate;
import vn.campaign.contract.Keys;

/** One day of a node. */
public record NodeDay(Node node, LocalDate date) {

    /** The same day of another node of the campaign. */
    NodeDay of(String code) {
        return new NodeDay(new Node(node.campaign(), code), date);
    }

    /** The key of its day sheet. */
    public String key() {
        return Keys.sheet(node.campaign(), node.code(), date);
    }
}
