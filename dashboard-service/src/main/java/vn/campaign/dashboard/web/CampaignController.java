package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.view.NodeName;
import vn.campaign.web.access.Caller;

/** Lists the campaigns. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {

    private final CampaignPlans plans;
    private final Lookup lookup;

    CampaignController(CampaignPlans plans, Lookup lookup) {
        this.plans = plans;
        this.lookup = lookup;
    }

    /**
     * What a client needs to ask for a campaign's progress.
     *
     * @param roots the highest nodes that the caller may see
     */
    record CampaignView(
            String code,
            Name name,
            long version,
            ZoneId timeZone,
            LocalDate from,
            LocalDate to,
            @Nullable Instant archivedAt,
            String mainIndicator,
            List<Phase> phases,
            List<Indicator> indicators,
            List<NodeName> roots) {

        static CampaignView of(Plan plan, List<PlanNode> roots) {
            CampaignHeader header = plan.header();
            return new CampaignView(
                    header.campaign(),
                    header.name(),
                    header.version(),
                    header.timeZone(),
                    header.from(),
                    header.to(),
                    header.archivedAt(),
                    header.settings().mainIndicator(),
                    header.phases(),
                    header.indicators(),
                    roots.stream().map(NodeName::of).toList());
        }
    }

    @GetMapping
    List<CampaignView> campaigns(@AuthenticationPrincipal Caller caller) {
        return plans.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .flatMap(header -> plans.find(header.campaign()).stream())
                .map(plan -> CampaignView.of(plan, lookup.visibleRoots(caller, plan)))
                .toList();
    }
}
