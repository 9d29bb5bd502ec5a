package vn.campaign.quota.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;

/**
 * A whole plan.
 *
 * @param units in the plan's order; null leaves those in force as they are
 */
public record Plan(CampaignHeader header, @Nullable List<UnitPlan> units) {}
