package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;

/**
 * One node of the plan's tree and everything the plan states for it. A node with children never reports itself.
 *
 * @param version the version of the plan that last changed it
 * @param position its place in the plan's order, from 0
 * @param parent code of the node above, or null for a root
 * @param teams community digital-technology teams, or null when the plan states none
 * @param members an organisation's own members, or null when unknown
 * @param eligible citizens eligible, or null
 * @param eligibleByPhase citizens still eligible at the start of a phase, by phase code
 * @param baselines persons reached before the campaign, by indicator; cumulative figures start from them
 * @param referenceBaselines persons reached before the campaign that are shown and never added, by indicator
 * @param statedSums the plan's own sums, to be checked
 * @param activeFrom first day on which it must report, or null for the campaign's first
 * @param retiredFrom first day on which it no longer reports, or null
 * @param reopened by phase code, the last day on which this unit may report for that phase although it is locked
 * @param formerParents every parent that it had before a move; only ever added to, so that no figure of it stays there
 */
public record UnitPlan(
        String campaign,
        String code,
        long version,
        int position,
        Name name,
        Kind kind,
        @Nullable String parent,
        @Nullable Integer teams,
        @Nullable Long members,
        @Nullable Long eligible,
        Map<String, Long> eligibleByPhase,
        Map<String, Long> baselines,
        Map<String, Long> referenceBaselines,
        List<Target> targets,
        List<StatedSum> statedSums,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        Map<String, LocalDate> reopened,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> formerParents)
        implements PlanDocument {

    public UnitPlan {
        requireNonNull(campaign, "campaign");
        requireNonNull(code, "unit.code");
        requireNonNull(name, "unit.name");
        requireNonNull(kind, "unit.kind");
        eligibleByPhase = eligibleByPhase == null ? Map.of() : Map.copyOf(eligibleByPhase);
        baselines = baselines == null ? Map.of() : Map.copyOf(baselines);
        referenceBaselines = referenceBaselines == null ? Map.of() : Map.copyOf(referenceBaselines);
        targets = targets == null ? List.of() : List.copyOf(targets);
        statedSums = statedSums == null ? List.of() : List.copyOf(statedSums);
        reopened = reopened == null ? Map.of() : Map.copyOf(reopened);
        formerParents = formerParents == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(formerParents));
    }

    /** Returns a copy with another version and position. */
    public UnitPlan at(long newVersion, int newPosition) {
        return with(newVersion, newPosition, retiredFrom, reopened, formerParents);
    }

    /** Returns a copy that is retired from {@code day} on. */
    public UnitPlan retired(LocalDate day) {
        return with(version, position, day, reopened, formerParents);
    }

    /** Returns a copy with other reopened phases. */
    public UnitPlan reopened(Map<String, LocalDate> phases) {
        return with(version, position, retiredFrom, phases, formerParents);
    }

    /** Returns a copy that lists the parents of an earlier state of the same unit among its former ones. */
    public UnitPlan movedFrom(UnitPlan before) {
        SortedSet<String> former = new TreeSet<>(formerParents);
        former.addAll(before.formerParents);
        if (before.parent != null && !before.parent.equals(parent)) {
            former.add(before.parent);
        }
        return with(version, position, retiredFrom, reopened, former);
    }

    private UnitPlan with(
            long newVersion,
            int newPosition,
            @Nullable LocalDate newRetiredFrom,
            Map<String, LocalDate> newReopened,
            SortedSet<String> newFormerParents) {
        return new UnitPlan(
                campaign,
                code,
                newVersion,
                newPosition,
                name,
                kind,
                parent,
                teams,
                members,
                eligible,
                eligibleByPhase,
                baselines,
                referenceBaselines,
                targets,
                statedSums,
                activeFrom,
                newRetiredFrom,
                newReopened,
                newFormerParents);
    }

    @Override
    public String key() {
        return Keys.node(campaign, code);
    }

    /** Whether it must report for the day. */
    public boolean activeOn(LocalDate day) {
        return (activeFrom == null || !day.isBefore(activeFrom)) && (retiredFrom == null || day.isBefore(retiredFrom));
    }

    /** Its baseline for an indicator, 0 when the plan states none. */
    public long baseline(String indicator) {
        return baselines.getOrDefault(indicator, 0L);
    }

    /**
     * The number that a unit must reach for an indicator.
     *
     * @param phase the phase it belongs to, or null for the whole campaign
     * @param value persons; null when it is a share of members
     * @param shareOfMembers share of the unit's members, 1 for all of them; null when it is a count
     * @param counting what counts towards it; default within its period
     * @param level default a target
     * @param due the last day to reach it, or null for the end of its period
     */
    public record Target(
            String indicator,
            @Nullable String phase,
            @Nullable Long value,
            @Nullable BigDecimal shareOfMembers,
            Counting counting,
            Level level,
            @Nullable LocalDate due) {

        /** What counts towards a target. */
        public enum Counting {
            /** The baseline and everything since the campaign's first day. */
            CUMULATIVE,
            /** Only what is reported within the target's period. */
            WITHIN_PERIOD
        }

        /** What missing the target means. */
        public enum Level {
            TARGET,
            /** The least that must be reached; it stands beside the target. */
            FLOOR
        }

        public Target {
            requireNonNull(indicator, "target.indicator");
            counting = counting == null ? Counting.WITHIN_PERIOD : counting;
            level = level == null ? Level.TARGET : level;
        }
    }

    /**
     * A sum that the plan itself states for a unit; it is checked against its parts and is not a target.
     *
     * @param name the plan's name of the column
     * @param phase the phase whose targets it adds, or null for the whole campaign
     * @param of the indicators whose targets it adds
     * @param value persons
     */
    public record StatedSum(String name, @Nullable String phase, List<String> of, long value) {

        public StatedSum {
            requireNonNull(name, "statedSum.name");
            of = List.copyOf(of);
        }
    }
}
