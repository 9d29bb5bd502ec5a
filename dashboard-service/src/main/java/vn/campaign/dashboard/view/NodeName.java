package vn.campaign.dashboard.view;

import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.plan.PlanNode;

/**
 * What a node is called, and where it stands.
 *
 * @param parent code of the node above; null for a root
 */
public record NodeName(String code, Name name, Kind kind, @Nullable String parent) {

    public static NodeName of(PlanNode node) {
        return new NodeName(node.code(), node.name(), node.kind(), node.parent());
    }
}
