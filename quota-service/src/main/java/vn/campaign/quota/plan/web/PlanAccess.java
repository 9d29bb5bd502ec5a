package vn.campaign.quota.plan.web;

import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Finds the plan that a caller asks for, if the account has the right. */
@Component
class PlanAccess {

    private final Plans plans;

    PlanAccess(Plans plans) {
        this.plans = plans;
    }

    /** For an account that sees every unit: the plan names all of them. */
    CampaignHeader readable(Caller caller, String campaign) {
        require(caller.seesAll(campaign));
        return header(campaign);
    }

    /** For an account that plans the whole campaign. */
    CampaignHeader changeable(Caller caller, String campaign) {
        requirePlanner(caller, campaign);
        return header(campaign);
    }

    /** For an account that plans at least the unit. */
    CampaignHeader changeable(Caller caller, String campaign, String unit) {
        require(caller.may(Role.PLANNER, campaign, unit, code -> plans.unit(campaign, code)
                .map(UnitPlan::parent)
                .orElse(null)));
        return header(campaign);
    }

    /** For an operator of the campaign. */
    CampaignHeader operable(Caller caller, String campaign) {
        require(caller.may(Role.OPERATOR, campaign));
        return header(campaign);
    }

    void requirePlanner(Caller caller, String campaign) {
        require(caller.may(Role.PLANNER, campaign));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw ApiException.forbidden("the account may not do this here");
        }
    }

    private CampaignHeader header(String campaign) {
        return plans.header(campaign)
                .orElseThrow(() -> ApiException.notFound("CAMPAIGN_UNKNOWN", null, "there is no campaign " + campaign));
    }
}
