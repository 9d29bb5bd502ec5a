package vn.campaign.quota.progress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.quota.progress.ProgressStore.SheetWrite;

/**
 * The sheets of nodes above as this process last read or wrote them, so that a batch that registers some children need not read
 * them all. A kept sheet may be older than the store's: whoever writes it by compare-and-set has a conflict, and forgets it.
 * It must not be the source of anything else.
 */
final class SheetCache {

    /** Registers of children: those of one day of a nation. */
    private static final int MAX_REGISTERS = 300_000;

    private final ProgressStore store;
    private final Cache<NodeDay, DaySheet> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_REGISTERS)
            .<NodeDay, DaySheet>weigher((day, sheet) -> 1 + sheet.children().size())
            .build();

    SheetCache(ProgressStore store) {
        this.store = store;
    }

    /** Whole sheets; without those that do not exist. */
    Map<NodeDay, DaySheet> find(Collection<NodeDay> days) {
        Map<NodeDay, DaySheet> found = new HashMap<>(kept.getAllPresent(days));
        Set<NodeDay> others =
                days.stream().filter(day -> !found.containsKey(day)).collect(Collectors.toSet());
        if (!others.isEmpty()) {
            found.putAll(store.sheets(others));
        }
        return found;
    }

    /** Keeps sheets as they are after they were written, and forgets those of which the store held another version. */
    void written(Map<NodeDay, SheetWrite> writes, Map<NodeDay, DaySheet> before, Set<NodeDay> conflicts) {
        writes.forEach((day, write) -> {
            if (conflicts.contains(day)) {
                kept.invalidate(day);
            } else {
                kept.put(day, after(day, write, before.get(day)));
            }
        });
    }

    private static DaySheet after(NodeDay day, SheetWrite write, @Nullable DaySheet before) {
        Map<String, DaySum> children = new HashMap<>(before == null ? Map.of() : before.children());
        write.children().forEach((child, sum) -> children.compute(child, (code, any) -> sum));
        return new DaySheet(
                day.node().campaign(),
                day.node().code(),
                day.date(),
                write.version(),
                write.sum(),
                write.ownSum() == null && before != null ? before.ownSum() : write.ownSum(),
                before == null ? null : before.sources(),
                children);
    }
}
