package vn.campaign.contract.progress;

import java.util.List;

/** Announces on {@code campaign.progress} that the progress of nodes changed. */
public record ProgressChanged(String campaign, List<ChangedNode> nodes) {

    /** A node whose progress changed. */
    public record ChangedNode(String node) {}
}
