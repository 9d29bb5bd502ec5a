package vn.campaign.quota.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.UnitPlan;

/** The shape of a plan's tree: the kind, the parent and the number of former parents of each unit. */
public final class Tree {

    /** Real plans have five; each costs counting some round trips to the store. */
    static final int MAX_LEVELS = 50;

    static final String MOVED_TOO_OFTEN = "a unit has at most " + DocumentSizes.MAX_FORMER_PARENTS + " former parents";

    private record Place(Kind kind, @Nullable String parent, int formerParents) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Integer> children = new HashMap<>();
    private final int maxChildren;

    /** @param maxChildren of a node */
    public Tree(int maxChildren) {
        this.maxChildren = maxChildren;
    }

    /** Puts a unit at its place, or moves it there. */
    public void put(UnitPlan unit) {
        Place before = places.put(
                unit.code(),
                new Place(unit.kind(), unit.parent(), unit.formerParents().size()));
        if (before != null && before.parent() != null) {
            children.merge(before.parent(), -1, Integer::sum);
        }
        if (unit.parent() != null) {
            children.merge(unit.parent(), 1, Integer::sum);
        }
    }

    public boolean contains(String unit) {
        return places.containsKey(unit);
    }

    /** Whether a unit that had so many parents may have another one. */
    static boolean isMovable(int formerParents) {
        return formerParents < DocumentSizes.MAX_FORMER_PARENTS;
    }

    /** Why a unit cannot have the parent that it names, or null if it can. */
    public @Nullable String fault(UnitPlan unit) {
        Place before = places.get(unit.code());
        boolean moves = before != null && !Objects.equals(unit.parent(), before.parent());
        if (moves && !isMovable(before.formerParents())) {
            return MOVED_TOO_OFTEN;
        }
        if (unit.parent() == null) {
            return null;
        }
        Place parent = places.get(unit.parent());
        if (parent == null) {
            return "no such unit";
        }
        if (parent.kind() != unit.kind()) {
            return "territories and organisations do not mix";
        }
        boolean there = before != null && !moves;
        if (children.getOrDefault(unit.parent(), 0) + (there ? 0 : 1) > maxChildren) {
            return "a node of a campaign with these indicators has at most " + maxChildren + " children";
        }
        String above = unit.parent();
        for (int steps = 0; above != null; steps++) {
            if (above.equals(unit.code())) {
                return "the unit is above itself";
            }
            if (steps == MAX_LEVELS) {
                return "a unit has at most " + MAX_LEVELS + " nodes above it";
            }
            Place place = places.get(above);
            above = place == null ? null : place.parent();
        }
        return null;
    }
}
