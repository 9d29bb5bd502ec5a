package vn.campaign.quota.plan;

import java.util.List;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/** A whole plan; units in the plan's order. */
public record Plan(CampaignHeader header, List<UnitPlan> units) {}
