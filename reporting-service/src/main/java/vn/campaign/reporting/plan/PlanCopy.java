package vn.campaign.reporting.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.plan.UnitPlan;

/** All campaigns' plans in memory; of two versions of a thing the higher stays, in whatever order they come. */
public final class PlanCopy {

    private final Map<String, CampaignPlan> campaigns = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** Takes a header, unless it is already known in this version or a higher one. */
    public void put(CampaignHeader header) {
        plan(header.campaign()).put(header);
    }

    /** Takes a unit, unless it is already known in this version or a higher one. */
    public void put(UnitPlan unit) {
        plan(unit.campaign()).put(unit);
    }

    /** Says that all is here that was published before this instance started. */
    public void markComplete() {
        groupUnits();
        complete = true;
    }

    /** Groups the units of plans that changed into subtrees anew; until then they keep those that they had. */
    public void groupUnits() {
        campaigns.values().forEach(CampaignPlan::groupUnits);
    }

    /** How a campaign's events are spread over partitions. */
    public Subtrees subtrees(String campaign) {
        CampaignPlan plan = campaigns.get(campaign);
        return plan == null ? Subtrees.NONE : plan.subtrees();
    }

    /** Whether what is not found here does not exist; before that an answer would be a guess. */
    public boolean complete() {
        return complete;
    }

    /** The campaign with the code, once its header is known. */
    public Optional<CampaignPlan> campaign(String code) {
        return Optional.ofNullable(campaigns.get(code)).filter(plan -> plan.header() != null);
    }

    /** Every campaign's header, by code. */
    public List<CampaignHeader> headers() {
        return campaigns.values().stream()
                .map(CampaignPlan::header)
                .filter(header -> header != null)
                .sorted(Comparator.comparing(CampaignHeader::campaign))
                .toList();
    }

    private CampaignPlan plan(String campaign) {
        return campaigns.computeIfAbsent(campaign, code -> new CampaignPlan());
    }
}
