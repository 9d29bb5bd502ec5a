package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.web.reactive.result.view.Rendering;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.web.Language;
import vn.campaign.web.access.Caller;

/**
 * What every page of a campaign shows around its own content.
 *
 * @param indicator the one whose figures are shown
 * @param caller who looks at it
 * @param above the nodes above the one shown that the caller may see; empty when all roots are
 * @param node the node shown; null when all roots are
 */
record Frame(
        Caller caller,
        CampaignHeader header,
        Lens lens,
        Indicator indicator,
        PageAddress address,
        List<PlanNode> above,
        PlanNode node,
        LocalDate today) {

    static Frame of(Caller caller, Plan plan, PageAddress address, Lens lens, PlanNode node) {
        String chosen = address.choice().indicator();
        String code = chosen == null ? plan.header().settings().mainIndicator() : chosen;
        Indicator indicator = plan.header()
                .indicator(code)
                .orElseGet(() -> plan.header().indicators().get(0));
        List<PlanNode> above = node == null
                ? List.of()
                : plan.above(node).stream()
                        .filter(each -> caller.sees(plan.campaign(), each.code(), plan::parentOf))
                        .toList();
        return new Frame(caller, plan.header(), lens, indicator, address, above, node, plan.dateAt(lens.now()));
    }

    /** A past day does not change by itself. */
    public boolean live() {
        return address.choice().asOf() == null;
    }

    /** The page of that name with this around it. */
    Rendering.Builder<?> around(String view, Locale locale) {
        return Rendering.view(view)
                .modelAttribute("language", new Language(locale, header.timeZone()))
                .modelAttribute("frame", this)
                .modelAttribute("caller", caller)
                .modelAttribute("address", address);
    }
}
