package vn.campaign.dashboard.web;

import java.util.List;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.IndicatorView;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.ProgressView;

/**
 * What the page of a campaign shows.
 *
 * @param above the nodes above the one shown; empty when all roots are
 * @param sections one for each node shown; territories and organisations are never added together
 */
record CampaignPage(
        CampaignHeader header,
        Lens lens,
        Indicator indicator,
        PageAddress address,
        List<PlanNode> above,
        List<ProgressView> sections) {

    /** A past day does not change by itself. */
    public boolean live() {
        return address.asOf() == null;
    }

    public IndicatorView figures(NodeView node) {
        return node.indicators().get(indicator.code());
    }

    public int lastPage(ProgressView section) {
        return Math.max(0, (section.total() - 1) / section.size());
    }
}
