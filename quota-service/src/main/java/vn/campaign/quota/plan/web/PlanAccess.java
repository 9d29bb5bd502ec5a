package vn.campaign.quota.plan.web;

import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.store.CampaignHeaders;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Finds the plan that a caller asks for, if the account has the right. */
@Component
class PlanAccess {

    private final CampaignHeaders headers;
    private final CampaignUnits units;

    PlanAccess(CampaignHeaders headers, CampaignUnits units) {
        this.headers = headers;
        this.units = units;
    }

    /** For an account that sees every unit: the plan names all of them. */
    CampaignHeader readable(Caller caller, String campaign) {
        return header(campaign, caller.seesAll(campaign));
    }

    /** For an account with the role in the whole campaign. */
    CampaignHeader of(Role role, Caller caller, String campaign) {
        return header(campaign, caller.may(role, campaign));
    }

    /** For an account that plans at least the unit. */
    CampaignHeader changeable(Caller caller, String campaign, String unit) {
        boolean planner = caller.may(Role.PLANNER, campaign, unit, code -> units.find(campaign, code)
                .map(UnitPlan::parent)
                .orElse(null));
        return header(campaign, planner);
    }

    static void require(boolean allowed) {
        if (!allowed) {
            throw ApiException.forbidden("the account may not do this here");
        }
    }

    private CampaignHeader header(String campaign, boolean allowed) {
        require(allowed);
        return headers.find(campaign)
                .orElseThrow(() -> ApiException.notFound("CAMPAIGN_UNKNOWN", null, "there is no campaign " + campaign));
    }
}
