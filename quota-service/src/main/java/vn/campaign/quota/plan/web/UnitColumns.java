package vn.campaign.quota.plan.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.web.problem.ApiException;

/**
 * Units as lines of a spreadsheet: {@code code,name,name_en,kind,parent,teams,members,eligible,active_from,retired_from} and, for each
 * figure, a column such as {@code eligible:2}, {@code baseline:ACTIVATED}, {@code reference:ENROLLED_L2},
 * {@code target:GUIDED:2}, {@code cumulative:ACTIVATED:1}, {@code floor:ACTIVATED:1} or {@code share:MEMBERS_L2}, with
 * {@code due:MEMBERS_L2} for a target's own last day; without a phase it is for the whole campaign. A sum that the plan
 * states itself is {@code stated:to_register:1:ENROLLED_L2+REGISTERED_L1}. An empty cell states nothing.
 */
final class UnitColumns {

    private static final Set<String> TEXTS = Set.of("code", "kind", "parent");
    private static final String DUE = "due:";
    private static final Set<String> NUMBERS = Set.of("teams", "members", "eligible");

    private final List<String> columns;

    UnitColumns(List<String> columns) {
        this.columns = columns;
        for (String column : columns) {
            if (!TEXTS.contains(column)
                    && !NUMBERS.contains(column)
                    && !Set.of("name", "name_en", "active_from", "retired_from").contains(column)
                    && !column.matches(
                            "(eligible|baseline|reference):[^:]+|(target|cumulative|floor|share|due):[^:]+(:[^:]+)?|stated:[^:]+:[^:]*:[^:]+")) {
                throw new ApiException(HttpStatus.BAD_REQUEST, "UNKNOWN_FIELD", column, "no such column");
            }
        }
    }

    UnitPlan unit(String campaign, List<String> cells, int position) {
        if (cells.size() != columns.size()) {
            throw ApiException.malformed(null, "the line has " + cells.size() + " cells, the header " + columns.size());
        }
        ObjectNode unit = ContractJson.mapper().createObjectNode();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && !columns.get(i).startsWith(DUE)) {
                set(unit, columns.get(i), cells.get(i));
            }
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && columns.get(i).startsWith(DUE)) {
                due(unit, columns.get(i), cells.get(i));
            }
        }
        return PlanJson.unit(campaign, unit, position, "");
    }

    private static void set(ObjectNode unit, String column, String cell) {
        String[] parts = column.split(":");
        if (TEXTS.contains(column)) {
            unit.put(column, cell);
        } else if (NUMBERS.contains(column)) {
            unit.put(column, number(column, cell));
        } else {
            switch (parts[0]) {
                case "name" -> unit.withObject("/name").put("vi", cell);
                case "name_en" -> unit.withObject("/name").put("en", cell);
                case "active_from" -> unit.put("activeFrom", cell);
                case "retired_from" -> unit.put("retiredFrom", cell);
                case "eligible" -> unit.withObject("/eligibleByPhase").put(parts[1], number(column, cell));
                case "baseline" -> unit.withObject("/baselines").put(parts[1], number(column, cell));
                case "reference" -> unit.withObject("/referenceBaselines").put(parts[1], number(column, cell));
                case "stated" -> stated(unit, parts, column, cell);
                default -> target(unit, parts, column, cell);
            }
        }
    }

    private static void due(ObjectNode unit, String column, String cell) {
        String[] parts = column.split(":");
        String phase = parts.length > 2 ? parts[2] : "";
        for (JsonNode target : unit.withArray("targets")) {
            if (target.path("indicator").asString().equals(parts[1])
                    && target.path("phase").asString("").equals(phase)
                    && !target.has("level")) {
                ((ObjectNode) target).put("due", cell);
                return;
            }
        }
        throw ApiException.malformed(column, "there is no such target");
    }

    private static void stated(ObjectNode unit, String[] parts, String column, String cell) {
        ObjectNode sum = unit.withArray("statedSums").addObject().put("name", parts[1]);
        if (!parts[2].isEmpty()) {
            sum.put("phase", parts[2]);
        }
        for (String indicator : parts[3].split("\\+")) {
            sum.withArray("of").add(indicator);
        }
        sum.put("value", number(column, cell));
    }

    private static void target(ObjectNode unit, String[] parts, String column, String cell) {
        ObjectNode target = unit.withArray("targets").addObject().put("indicator", parts[1]);
        if (parts.length > 2) {
            target.put("phase", parts[2]);
        }
        switch (parts[0]) {
            case "share" -> target.put("shareOfMembers", share(column, cell));
            case "cumulative" -> target.put("counting", "CUMULATIVE").put("value", number(column, cell));
            case "floor" -> target.put("level", "FLOOR").put("value", number(column, cell));
            default -> target.put("value", number(column, cell));
        }
    }

    private static long number(String column, String cell) {
        try {
            return Long.parseLong(cell);
        } catch (NumberFormatException noNumber) {
            throw ApiException.malformed(column, "is not a whole number");
        }
    }

    private static BigDecimal share(String column, String cell) {
        try {
            return new BigDecimal(cell);
        } catch (NumberFormatException noNumber) {
            throw ApiException.malformed(column, "is not a number");
        }
    }
}
