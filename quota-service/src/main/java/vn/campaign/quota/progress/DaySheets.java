package vn.campaign.quota.progress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
     * Sheets that take contributions.
     *
     * @param writes those to write
     * @param incomplete days whose sheets must be read with all children before they can take them
     */
    record Registration(Map<NodeDay, SheetWrite> writes, Set<NodeDay> incomplete) {}

    /**
     * Sets children's registers to the children's days. It is a write also where nothing changes, and where there is nothing
     * to take out: the new version is what makes a slower writer with an older day, or an older plan, begin again.
     *
     * @param contributions read or written after the sheets were read
     * @param sheets with the registers of those children at least
     * @param whole days whose sheets were read with all children
     */
    Registration register(Contributions contributions, Map<NodeDay, DaySheet> sheets, Set<NodeDay> whole) {
        Registration registration = new Registration(new HashMap<>(), new HashSet<>());
        contributions.children().forEach((day, children) -> {
            DaySheet sheet = sheets.get(day);
            DaySum own = sheet == null ? DaySum.NOTHING : sheet.own();
            DaySum sum;
            if (whole.contains(day) && sheet != null) {
                own = DaySums.ofSources(sheet.sources().values());
                Map<String, @Nullable DaySum> all = new HashMap<>(sheet.children());
                all.putAll(children);
                all.values().removeIf(Objects::isNull);
                sum = DaySums.withChildren(own, all.values());
            } else {
                sum = sheet == null ? DaySum.NOTHING : sheet.sum();
                for (Map.Entry<String, @Nullable DaySum> child : children.entrySet()) {
                    DaySum before = sheet == null
                            ? DaySum.NOTHING
                            : sheet.children().getOrDefault(child.getKey(), DaySum.NOTHING);
                    DaySum after = child.getValue() == null ? DaySum.NOTHING : child.getValue();
                    if (DaySums.lowersLastReceivedAt(sum, before, after)) {
                        registration.incomplete().add(day);
                    }
                    sum = DaySums.replace(sum, before, after);
                }
            }
            if (!registration.incomplete().contains(day)) {
                registration
                        .writes()
                        .put(
                                day,
                                new SheetWrite(
                                        version(sheet),
                                        versions.after(version(sheet)),
                                        sum,
                                        own.equals(DaySum.NOTHING) && (sheet == null || sheet.ownSum() == null)
                                                ? null
                                                : own,
                                        Map.of(),
                                        children));
            }
        });
        return registration;
    }

    private static @Nullable String version(@Nullable DaySheet sheet) {
        return sheet == null ? null : sheet.version();
    }
}
