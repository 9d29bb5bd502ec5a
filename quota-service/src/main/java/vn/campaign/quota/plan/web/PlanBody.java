package vn.campaign.quota.plan.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Plan;
import vn.campaign.web.problem.ApiException;

/**
 * A plan as it is sent and read back. What GET adds is ignored when it is sent: campaign, version, archivedAt and findings.
 *
 * @param units null leaves those in force as they are; each the contract's JSON of a unit without what the path and the service say
 */
record PlanBody(
        @Nullable String campaign,
        @Nullable Long version,
        @Nullable Name name,
        @Nullable ZoneId timeZone,
        @Nullable List<Phase> phases,
        @Nullable List<Indicator> indicators,
        @Nullable Settings settings,
        @Nullable Instant archivedAt,
        @Nullable List<@Nullable ObjectNode> units,
        @Nullable List<Finding> findings) {

    /**
     * The plan of the campaign.
     *
     * @throws ApiException naming the field that is missing or cannot be read
     */
    Plan toPlan(String code) {
        Name given = required(name, "name");
        ZoneId zone = required(timeZone, "timeZone");
        List<Phase> inOrder = required(phases, "phases");
        List<Indicator> counted = required(indicators, "indicators");
        List<UnitPlan> read = new ArrayList<>();
        for (ObjectNode unit : units == null ? List.<@Nullable ObjectNode>of() : units) {
            String path = "units[" + read.size() + "]";
            read.add(PlanJson.unit(code, required(unit, path), read.size(), path + "."));
        }
        if (inOrder.isEmpty()) {
            throw ApiException.malformed("phases", "a campaign has at least one phase");
        }
        return new Plan(
                new CampaignHeader(code, 0, given, zone, inOrder, counted, settings, null, null),
                units == null ? null : read);
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw ApiException.malformed(field, "is missing");
        }
        return value;
    }
}
