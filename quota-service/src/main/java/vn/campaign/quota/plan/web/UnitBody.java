package vn.campaign.quota.plan.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.web.problem.ApiException;

/**
 * A unit as it is sent and read back. What the address and the service say is ignored when it is sent, as is what has a request
 * of its own.
 *
 * @param reopened shown alone: the last day on which the unit may report for a phase although that is locked
 */
@JsonIgnoreProperties({"campaign", "version", "position", "formerParents"})
record UnitBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "thuan-an") @Nullable String code,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Name name,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Kind kind,
        @Schema(description = "The code of the node above; absent for a root") @Nullable String parent,
        @Nullable Integer teams,
        @Nullable Long members,
        @Nullable Long eligible,
        Map<String, Long> eligibleByPhase,
        Map<String, Long> baselines,
        Map<String, Long> referenceBaselines,
        List<Target> targets,
        List<StatedSum> statedSums,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        @Schema(accessMode = Schema.AccessMode.READ_ONLY) @Nullable Map<String, LocalDate> reopened) {

    /** An element that is null fails here, where whoever reads it knows the field. */
    UnitBody {
        eligibleByPhase = eligibleByPhase == null ? Map.of() : Map.copyOf(eligibleByPhase);
        baselines = baselines == null ? Map.of() : Map.copyOf(baselines);
        referenceBaselines = referenceBaselines == null ? Map.of() : Map.copyOf(referenceBaselines);
        targets = targets == null ? List.of() : List.copyOf(targets);
        statedSums = statedSums == null ? List.of() : List.copyOf(statedSums);
    }

    /**
     * The unit of a plan.
     *
     * @param path of its fields, as in {@code units[3].}
     * @throws ApiException naming the field that is missing
     */
    UnitPlan toUnit(String campaign, int position, String path) {
        return new UnitPlan(
                campaign,
                PlanJson.required(code, path + "code"),
                0,
                position,
                PlanJson.required(name, path + "name"),
                PlanJson.required(kind, path + "kind"),
                parent,
                teams,
                members,
                eligible,
                eligibleByPhase,
                baselines,
                referenceBaselines,
                targets,
                statedSums,
                activeFrom,
                retiredFrom,
                null,
                null);
    }
}
