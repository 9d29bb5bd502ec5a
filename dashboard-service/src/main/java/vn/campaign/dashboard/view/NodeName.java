package vn.campaign.dashboard.view;

import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.plan.PlanNode;

/** What a node is called. */
public record NodeName(String code, Name name, Kind kind) {

    public static NodeName of(PlanNode node) {
        return new NodeName(node.code(), node.name(), node.kind());
    }
}
