package vn.campaign.quota.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/** Changes day sheets: given the sheets as they were read, returns what is to be written. */
final class DaySheets {

    private final VersionGenerator versions;

    DaySheets(VersionGenerator versions) {
        this.versions = versions;
    }

    /**
     * Merges registers into the sources of days; a merge that changes nothing needs no write, for it can undo no other. Of too
     * many sources, those stay that come first by name: which ones depends on the names alone, and one that was removed can
     * never come back.
     *
     * @param sheets whole ones
     */
    Map<NodeDay, SheetWrite> merge(Map<NodeDay, Map<String, Register>> reports, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        reports.forEach((day, registers) -> {
            DaySheet sheet = sheets.get(day);
            Map<String, Register> stored = sheet == null ? Map.of() : sheet.sources();
            TreeMap<String, Register> sources = new TreeMap<>(DaySheet.SOURCE_ORDER);
            sources.putAll(stored);
            registers.forEach((source, register) -> sources.merge(source, register, Registers::merge));
            while (sources.size() > DaySheet.MAX_SOURCES) {
                sources.pollLastEntry();
            }
            Map<String, @Nullable Register> changed = new HashMap<>(sources);
            changed.entrySet().removeAll(stored.entrySet());
            stored.keySet().stream()
                    .filter(source -> !sources.containsKey(source))
                    .forEach(source -> changed.put(source, null));
            if (!changed.isEmpty()) {
                DaySum own = DaySums.ofSources(sources.values());
                Map<String, DaySum> children = sheet == null ? Map.of() : sheet.children();
                writes.put(
                        day,
                        new SheetWrite(
                                version(sheet),
                                versions.after(version(sheet)),
                                DaySums.withChildren(own, children.values()),
                                children.isEmpty() && (sheet == null || sheet.ownSum() == null) ? null : own,
                                changed,
                                Map.of()));
            }
        });
        return writes;
    }

    /**
     * Sets children's registers to the children's days. It is a write also where nothing changes, and where there is nothing
     * to take out: the new version is what makes a slower writer with an older day, or an older plan, begin again.
     *
     * @param contributions read or written after the sheets were read
     * @param sheets whole ones
     */
    Map<NodeDay, SheetWrite> register(Contributions contributions, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        contributions.children().forEach((day, children) -> {
            DaySheet sheet = sheets.get(day);
            writes.put(day, write(sheet, sum(sheet, children), children));
        });
        return writes;
    }

    /** Moves a sheet's sum by what changes. */
    private static DaySum sum(@Nullable DaySheet sheet, Map<String, @Nullable DaySum> children) {
        DaySum sum = sheet == null ? DaySum.NOTHING : sheet.sum();
        Map<String, DaySum> stored = sheet == null ? Map.of() : sheet.children();
        for (Map.Entry<String, @Nullable DaySum> child : children.entrySet()) {
            DaySum before = stored.getOrDefault(child.getKey(), DaySum.NOTHING);
            DaySum after = child.getValue() == null ? DaySum.NOTHING : child.getValue();
            if (sheet != null && DaySums.lowersLastReceivedAt(sum, before, after)) {
                return whole(sheet, children);
            }
            sum = DaySums.replace(sum, before, after);
        }
        return sum;
    }

    private static DaySum whole(DaySheet sheet, Map<String, @Nullable DaySum> children) {
        Map<String, @Nullable DaySum> all = new HashMap<>(sheet.children());
        all.putAll(children);
        all.values().removeIf(Objects::isNull);
        return DaySums.withChildren(DaySums.ofSources(sheet.sources().values()), all.values());
    }

    /**
     * Sets children's registers as {@link #register} does, and adds up all registers of the sheets.
     *
     * @param sheets one for each day that takes contributions
     */
    Map<NodeDay, SheetWrite> rebuild(Contributions contributions, Map<NodeDay, DaySheet> sheets) {
        Map<NodeDay, SheetWrite> writes = new HashMap<>();
        contributions.children().forEach((day, children) -> {
            DaySheet sheet = sheets.get(day);
            writes.put(day, write(sheet, whole(sheet, children), children));
        });
        return writes;
    }

    private SheetWrite write(@Nullable DaySheet sheet, DaySum sum, Map<String, @Nullable DaySum> children) {
        DaySum own = sheet == null
                ? DaySum.NOTHING
                : DaySums.ofSources(sheet.sources().values());
        boolean plain = own.equals(DaySum.NOTHING) && (sheet == null || sheet.ownSum() == null);
        return new SheetWrite(
                version(sheet), versions.after(version(sheet)), sum, plain ? null : own, Map.of(), children);
    }

    private static @Nullable String version(@Nullable DaySheet sheet) {
        return sheet == null ? null : sheet.version();
    }
}
