package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.web.access.Caller;

/** The campaigns there are. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {

    private final Campaigns campaigns;
    private final Lookup lookup;

    CampaignController(Campaigns campaigns, Lookup lookup) {
        this.campaigns = campaigns;
        this.lookup = lookup;
    }

    /** What a reader needs to ask for a campaign's progress. */
    record CampaignView(
            String code,
            Name name,
            long version,
            ZoneId timeZone,
            LocalDate from,
            LocalDate to,
            Instant archivedAt,
            String mainIndicator,
            List<Phase> phases,
            List<Indicator> indicators,
            List<Root> roots) {

        /** A node at the top of the tree, or of what the caller may see of it. */
        record Root(String code, Name name, Kind kind) {}

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
                    roots.stream()
                            .map(root -> new Root(root.code(), root.name(), root.kind()))
                            .toList());
        }
    }

    @GetMapping
    List<CampaignView> campaigns(@AuthenticationPrincipal Caller caller) {
        return campaigns.headers().stream()
                .filter(header -> caller.sees(header.campaign()))
                .flatMap(header -> campaigns.find(header.campaign()).stream())
                .map(plan -> CampaignView.of(plan, lookup.tops(caller, plan)))
                .toList();
    }
}
