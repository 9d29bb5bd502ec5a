package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What counting needs to know of a unit's plan.
 *
 * @param parent code of the node above, or null for a root
 * @param formerParents codes of the nodes that it was once below; its present parent may be among them
 * @param activeFrom first day on which it must report, or null for the campaign's first
 * @param retiredFrom first day on which it no longer reports, or null
 * @param baselines persons reached before the campaign, by indicator
 */
public record UnitPlacement(
        @Nullable String parent,
        Set<String> formerParents,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        Map<String, Long> baselines) {

    /** A unit that the plan does not know: it is counted, and stands below nothing. */
    static final UnitPlacement UNKNOWN = new UnitPlacement(null, Set.of(), null, null, Map.of());

    public UnitPlacement {
        formerParents = formerParents == null ? Set.of() : Set.copyOf(formerParents);
        baselines = baselines == null ? Map.of() : Map.copyOf(baselines);
    }

    boolean activeOn(LocalDate day) {
        return (activeFrom == null || !day.isBefore(activeFrom)) && (retiredFrom == null || day.isBefore(retiredFrom));
    }

    /** Every node whose sheets may hold a register of the unit: its parent, and those that it must be taken out of. */
    Set<String> parents() {
        Set<String> parents = new TreeSet<>(formerParents);
        if (parent != null) {
            parents.add(parent);
        }
        return parents;
    }
}
