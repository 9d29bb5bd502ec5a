package vn.campaign.reporting.web;

import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.reporting.plan.CampaignPlan;
import vn.campaign.reporting.plan.Unit;

/**
 * A unit in the answer to a search.
 *
 * @param above the name of the node above, which tells units of one name apart; null for a root
 */
record UnitMatch(String code, Name name, Kind kind, @Nullable Name above) {

    static UnitMatch of(CampaignPlan plan, Unit unit) {
        Name above = unit.parent() == null
                ? null
                : plan.unit(unit.parent()).map(Unit::name).orElse(null);
        return new UnitMatch(unit.code(), unit.name(), unit.kind(), above);
    }
}
