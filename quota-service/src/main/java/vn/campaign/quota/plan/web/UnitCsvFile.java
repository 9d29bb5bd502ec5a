package vn.campaign.quota.plan.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.plan.UnitPlan.Target;

/** Writes units as {@link UnitColumns} reads them, so that a planner takes the plan, edits it and sends it back. */
final class UnitCsvFile {

    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final List<String> ALWAYS = List.of("code", "name", "name_en", "kind", "parent", "teams", "members");

    private UnitCsvFile() {}

    /** Reads the units twice: first for the columns that any of them needs. */
    static void write(Supplier<Stream<UnitPlan>> units, OutputStream out) {
        Set<String> columns = new LinkedHashSet<>(ALWAYS);
        try (Stream<UnitPlan> all = units.get()) {
            all.forEach(unit -> columns.addAll(cells(unit).keySet()));
        }
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
                Stream<UnitPlan> all = units.get()) {
            out.write(BYTE_ORDER_MARK);
            csv.writeRecord(columns);
            all.map(UnitCsvFile::cells)
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
