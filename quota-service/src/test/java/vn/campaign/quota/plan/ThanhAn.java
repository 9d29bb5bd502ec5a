package vn.campaign.quota.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.UnitPlan;

/** The real plan, as it ships. */
public final class ThanhAn {

    public static final Path FILE = Path.of("src/main/plans/thanh-an-2023.json");

    private ThanhAn() {}

    static List<UnitPlan> units() throws IOException {
        JsonNode plan = ContractJson.mapper().readTree(Files.readString(FILE));
        List<UnitPlan> units = new ArrayList<>();
        for (JsonNode unit : plan.get("units")) {
            ((ObjectNode) unit)
                    .put("campaign", "thanh-an-2023")
                    .put("version", 1)
                    .put("position", units.size());
            units.add(ContractJson.mapper().treeToValue(unit, UnitPlan.class));
        }
        return units;
    }
}
