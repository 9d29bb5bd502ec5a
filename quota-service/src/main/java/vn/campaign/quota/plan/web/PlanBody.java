package vn.campaign.quota.plan.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param units null leaves those in force as they are
 */
record PlanBody(
        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable String campaign,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable Long version,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Name name,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, type = "string", example = "Asia/Ho_Chi_Minh") @Nullable
                ZoneId timeZone,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable List<Phase> phases,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable List<Indicator> indicators,
        @Nullable Settings settings,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable Instant archivedAt,
        @Nullable List<@Nullable UnitBody> units,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable List<Finding> findings) {

    /**
     * The plan of the campaign.
     *
     * @throws ApiException naming the field that is missing or cannot be read
     */
    Plan toPlan(String code) {
        Name given = PlanJson.required(name, "name");
        ZoneId zone = PlanJson.required(timeZone, "timeZone");
        List<Phase> inOrder = PlanJson.required(phases, "phases");
        List<Indicator> counted = PlanJson.required(indicators, "indicators");
        List<UnitPlan> read = new ArrayList<>();
        for (UnitBody unit : units == null ? List.<@Nullable UnitBody>of() : units) {
            String path = "units[" + read.size() + "]";
            read.add(PlanJson.required(unit, path).toUnit(code, read.size(), path + "."));
        }
        if (inOrder.isEmpty()) {
            throw ApiException.malformed("phases", "a campaign has at least one phase");
        }
        return new Plan(
                new CampaignHeader(code, 0, given, zone, inOrder, counted, settings, null, null),
                units == null ? null : read);
    }
}
