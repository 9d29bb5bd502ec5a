package vn.campaign.contract.progress;

import java.util.List;

/** Announces on {@code campaign.progress} that nodes changed; a reader that holds a node's version need not read it. */
public record ProgressChanged(String campaign, List<Node> nodes) {

    /** A node that changed, and the version of its progress. */
    public record Node(String node, String version) {}
}
