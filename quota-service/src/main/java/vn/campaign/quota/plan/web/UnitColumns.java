package vn.campaign.quota.plan.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.web.problem.ApiException;

/**
 * Units as lines of a spreadsheet, read and written: {@code code,name,name_en,kind,parent,teams,members,eligible,active_from,retired_from} and, for each
 * figure, a column such as {@code eligible:2}, {@code baseline:ACTIVATED}, {@code reference:ENROLLED_L2},
 * {@code target:GUIDED:2}, {@code cumulative:ACTIVATED:1}, {@code floor:ACTIVATED:1} or {@code share:MEMBERS_L2}, with
 * {@code due:MEMBERS_L2} for a target's own last day; without a phase it is for the whole campaign. A sum that the plan
 * states itself is {@code stated:to_register:1:ENROLLED_L2+REGISTERED_L1}. An empty cell states nothing.
 */
final class UnitColumns {

    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final List<String> ALWAYS = List.of("code", "name", "name_en", "kind", "parent", "teams", "members");

    private static final Pattern COLUMN =
            Pattern.compile("code|name|name_en|kind|parent|teams|members|eligible|active_from"
                    + "|retired_from|(eligible|baseline|reference):[^:]+|(target|cumulative|floor|share|due):[^:]+(:[^:]+)?"
                    + "|stated:[^:]+:[^:]*:[^:]+");
    private static final String DUE = "due:";

    private final List<String> columns;

    UnitColumns(List<String> columns) {
        this.columns = columns;
        for (String column : columns) {
            if (!COLUMN.matcher(column).matches()) {
                throw new ApiException(HttpStatus.BAD_REQUEST, "UNKNOWN_FIELD", column, "no such column");
            }
        }
    }

    UnitPlan unit(String campaign, List<String> cells) {
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
        return PlanJson.unit(campaign, unit);
    }

    private static void set(ObjectNode unit, String column, String cell) {
        String[] parts = column.split(":");
        switch (parts[0]) {
            case "code", "kind", "parent" -> unit.put(column, cell);
            case "name" -> unit.withObject("/name").put("vi", cell);
            case "name_en" -> unit.withObject("/name").put("en", cell);
            case "active_from" -> unit.put("activeFrom", cell);
            case "retired_from" -> unit.put("retiredFrom", cell);
            case "teams", "members" -> unit.put(column, number(column, cell));
            case "eligible" ->
                (parts.length == 1 ? unit : unit.withObject("/eligibleByPhase"))
                        .put(parts[parts.length - 1], number(column, cell));
            case "baseline" -> unit.withObject("/baselines").put(parts[1], number(column, cell));
            case "reference" -> unit.withObject("/referenceBaselines").put(parts[1], number(column, cell));
            case "stated" -> stated(unit, parts, column, cell);
            default -> target(unit, parts, column, cell);
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

    /** Writes units so that a planner can edit the file and send it back. Reads them twice: first for the columns they need. */
    static void write(Supplier<Stream<UnitPlan>> units, OutputStream out) {
        Set<String> columns = new LinkedHashSet<>(ALWAYS);
        try (Stream<UnitPlan> all = units.get()) {
            all.forEach(unit -> columns.addAll(cells(unit).keySet()));
        }
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
                Stream<UnitPlan> all = units.get()) {
            out.write(BYTE_ORDER_MARK);
            csv.writeRecord(columns);
            all.map(UnitColumns::cells)
                    .forEach(cells -> csv.writeRecord(columns.stream()
                            .map(column -> cells.getOrDefault(column, ""))
                            .toList()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What the unit states, by column. */
    private static Map<String, String> cells(UnitPlan unit) {
        Map<String, String> cells = new LinkedHashMap<>();
        put(cells, "code", unit.code());
        put(cells, "name", unit.name().vi());
        put(cells, "name_en", unit.name().en());
        put(cells, "kind", unit.kind());
        put(cells, "parent", unit.parent());
        put(cells, "teams", unit.teams());
        put(cells, "members", unit.members());
        put(cells, "eligible", unit.eligible());
        put(cells, "active_from", unit.activeFrom());
        put(cells, "retired_from", unit.retiredFrom());
        unit.eligibleByPhase().forEach((phase, count) -> put(cells, "eligible:" + phase, count));
        unit.baselines().forEach((indicator, count) -> put(cells, "baseline:" + indicator, count));
        unit.referenceBaselines().forEach((indicator, count) -> put(cells, "reference:" + indicator, count));
        unit.targets().forEach(target -> put(cells, target));
        for (StatedSum sum : unit.statedSums()) {
            String phase = sum.phase() == null ? "" : sum.phase();
            put(cells, "stated:" + sum.name() + ":" + phase + ":" + String.join("+", sum.of()), sum.value());
        }
        return cells;
    }

    private static void put(Map<String, String> cells, Target target) {
        String of = target.indicator() + (target.phase() == null ? "" : ":" + target.phase());
        if (target.shareOfMembers() != null) {
            put(cells, "share:" + of, target.shareOfMembers().toPlainString());
        } else if (target.level() == Target.Level.FLOOR) {
            put(cells, "floor:" + of, target.value());
        } else {
            boolean cumulative = target.counting() == Target.Counting.CUMULATIVE;
            put(cells, (cumulative ? "cumulative:" : "target:") + of, target.value());
        }
        put(cells, "due:" + of, target.due());
    }

    private static void put(Map<String, String> cells, String column, Object value) {
        if (value != null) {
            cells.put(column, value.toString());
        }
    }
}
