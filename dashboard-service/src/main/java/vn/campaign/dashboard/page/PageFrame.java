package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.dashboard.page.PageAddress.PageParameters;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.web.access.Caller;

/**
 * The content that all pages of a campaign share.
 *
 * @param caller who looks at it
 * @param nodes the node shown, or all roots that the caller may see
 * @param node the node shown; null when all roots are
 */
record PageFrame(
        Caller caller, ViewContext context, PageAddress address, List<PlanNode> nodes, @Nullable PlanNode node) {

    Plan plan() {
        return context.plan();
    }

    PageParameters parameters() {
        return address.parameters();
    }

    public CampaignHeader header() {
        return plan().header();
    }

    public LocalDate today() {
        return plan().dateAt(context.now());
    }

    /** The one whose figures are shown. */
    public Indicator indicator() {
        String chosen = parameters().indicator();
        return header().indicator(chosen == null ? header().settings().mainIndicator() : chosen)
                .orElseGet(() -> header().indicators().get(0));
    }

    /** The nodes above the one shown that the caller may see; empty when all roots are shown. */
    public List<PlanNode> above() {
        return node == null
                ? List.of()
                : plan().above(node).stream()
                        .filter(each -> caller.sees(plan().campaign(), each.code(), plan()::parentOf))
                        .toList();
    }

    /** A past day does not change by itself. */
    public boolean live() {
        return parameters().asOf() == null;
    }
}
