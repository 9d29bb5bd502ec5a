package vn.campaign.dashboard.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;

/** Makes the frame of a page from its address. */
@Component
class PageFrames {

    private final Lookup lookup;

    PageFrames(Lookup lookup) {
        this.lookup = lookup;
    }

    PageFrame of(Caller caller, String campaign, String path, PageParameters parameters) {
        return of(caller, campaign, path, parameters, parameters.phase(), parameters.node());
    }

    /** For a page whose path, not its query, names the phase or the node. */
    PageFrame of(
            Caller caller,
            String campaign,
            String path,
            PageParameters parameters,
            @Nullable String phase,
            @Nullable String node) {
        Plan plan = lookup.plan(caller, campaign);
        ViewContext context = lookup.context(plan, phase, parameters.asOf());
        List<PlanNode> nodes = lookup.nodeOrRoots(caller, plan, node);
        PageAddress address = new PageAddress(campaign, path, parameters);
        return new PageFrame(caller, plan, context, address, nodes, node == null ? null : nodes.get(0));
    }
}
