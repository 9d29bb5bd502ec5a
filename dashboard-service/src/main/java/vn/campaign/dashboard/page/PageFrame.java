package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.access.Caller;
import vn.campaign.web.page.LocaleFormat;

/**
 * The content that all pages of a campaign share.
 *
 * @param caller who looks at it
 * @param nodes the node shown, or all roots that the caller may see
 * @param node the node shown; null when all roots are
 */
record PageFrame(
        Caller caller,
        Plan plan,
        ViewContext context,
        PageAddress address,
        List<PlanNode> nodes,
        @Nullable PlanNode node) {

    public CampaignHeader header() {
        return plan.header();
    }

    public LocalDate today() {
        return plan.dateAt(context.now());
    }

    /** The one whose figures are shown. */
    public Indicator indicator() {
        String chosen = address.parameters().indicator();
        return header().indicator(chosen == null ? header().settings().mainIndicator() : chosen)
                .orElseGet(() -> header().indicators().get(0));
    }

    /** The nodes above the one shown that the caller may see; empty when all roots are shown. */
    public List<PlanNode> above() {
        return node == null
                ? List.of()
                : plan.above(node).stream()
                        .filter(each -> caller.sees(plan.campaign(), each.code(), plan::parentOf))
                        .toList();
    }

    /** A past day does not change by itself. */
    public boolean live() {
        return address.parameters().asOf() == null;
    }

    /** The page of that name with this around it. */
    Rendering.Builder<?> around(String view, Locale locale) {
        return Rendering.view(view)
                .modelAttribute("language", new LocaleFormat(locale, header().timeZone()))
                .modelAttribute("frame", this)
                .modelAttribute("caller", caller)
                .modelAttribute("plan", plan)
                .modelAttribute("address", address);
    }
}
