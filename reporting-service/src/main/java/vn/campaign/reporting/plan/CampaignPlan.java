package vn.campaign.reporting.plan;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.plan.UnitPlan;

/**
 * One campaign's plan as known so far. One thread puts, any thread reads. Header and units come from different topics,
 * so either may be ahead of the other for a moment.
 */
public final class CampaignPlan {

    private final Map<String, Unit> units = new ConcurrentHashMap<>();
    /** Counted rather than stored with the parent, because a child may arrive before its parent, or leave it. */
    private final Map<String, Integer> childrenByParent = new ConcurrentHashMap<>();

    private volatile @Nullable CampaignHeader header;
    private volatile Subtrees subtrees = Subtrees.NONE;
    private volatile boolean moved;

    CampaignPlan() {}

    /** The header; never null in a plan that {@link PlanCopy#campaign} gave. */
    public CampaignHeader header() {
        return header;
    }

    /** The unit with the code. */
    public Optional<Unit> unit(String code) {
        return Optional.ofNullable(units.get(code));
    }

    /** The code of the node above; null for a root and for what is unknown. */
    public @Nullable String parentOf(String unit) {
        Unit known = units.get(unit);
        return known == null ? null : known.parent();
    }

    /** Whether the unit is an inner node, which never reports itself. */
    public boolean hasChildren(String unit) {
        return childrenByParent.containsKey(unit);
    }

    /**
     * Units that report, those whose code or name begins with the words first, then by name.
     *
     * @param words of {@link SearchText#words}, each of which begins a word of the unit's code or names
     * @param wanted by code, which units may be found
     */
    public List<Unit> find(List<String> words, LocalDate today, int limit, Predicate<String> wanted) {
        List<String> beginnings = words.stream().map(word -> " " + word).toList();
        String start = SearchText.START + String.join("", beginnings);
        return units.values().stream()
                .filter(unit -> beginnings.stream().allMatch(unit.searched()::contains))
                .filter(unit -> unit.reportsFor(today) && !hasChildren(unit.code()) && wanted.test(unit.code()))
                .sorted(Comparator.comparing((Unit unit) -> !unit.searched().contains(start))
                        .thenComparing(Unit::searched))
                .limit(limit)
                .toList();
    }

    Subtrees subtrees() {
        return subtrees;
    }

    void groupUnits() {
        if (moved) {
            moved = false;
            Map<String, @Nullable String> parents = new HashMap<>();
            units.forEach((code, unit) -> parents.put(code, unit.parent()));
            subtrees = Subtrees.of(parents);
        }
    }

    void put(CampaignHeader newer) {
        if (header == null || header.version() < newer.version()) {
            header = newer;
        }
    }

    void put(UnitPlan newer) {
        Unit known = units.get(newer.code());
        if (known != null && known.version() >= newer.version()) {
            return;
        }
        String parent = shared(newer.parent());
        units.put(
                newer.code(),
                new Unit(
                        newer.code(),
                        newer.version(),
                        newer.name(),
                        newer.kind(),
                        parent,
                        newer.activeFrom(),
                        newer.retiredFrom(),
                        newer.reopened(),
                        SearchText.of(
                                newer.code(), newer.name().vi(), newer.name().en())));
        String formerParent = known == null ? null : known.parent();
        moved |= known == null || !Objects.equals(parent, formerParent);
        if (!Objects.equals(parent, formerParent)) {
            count(parent, 1);
            count(formerParent, -1);
        }
    }

    private void count(@Nullable String parent, int change) {
        if (parent != null) {
            childrenByParent.merge(parent, change, (before, by) -> before + by == 0 ? null : before + by);
        }
    }

    /** The parent's own text where it is known: siblings by the thousand need not each hold a copy. */
    private @Nullable String shared(@Nullable String parent) {
        Unit known = parent == null ? null : units.get(parent);
        return known == null ? parent : known.code();
    }
}
