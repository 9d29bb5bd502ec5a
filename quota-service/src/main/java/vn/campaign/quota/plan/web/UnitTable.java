package vn.campaign.quota.plan.web;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;

/**
 * Units of one kind, with a column for everything that the plan states of any of them.
 *
 * @param periods those with columns: phases in the plan's order, then the whole campaign
 */
record UnitTable(Kind kind, List<UnitPlan> units, List<Period> periods) {

    /**
     * A phase and its columns.
     *
     * @param phase null for the whole campaign
     * @param eligible whether any unit has a number of eligible citizens for the phase itself
     */
    record Period(@Nullable Phase phase, boolean eligible, List<Column> columns) {

        public int width() {
            return columns.size() + (eligible ? 1 : 0);
        }

        /** The unit's target in a column; null where it has none. */
        public @Nullable Target target(UnitPlan unit, Column column) {
            return unit.targets().stream()
                    .filter(target -> isOf(phase, target) && Column.of(target).equals(column))
                    .findFirst()
                    .orElse(null);
        }

        private static boolean isOf(@Nullable Phase phase, Target target) {
            return Objects.equals(target.phase(), phase == null ? null : phase.code());
        }

        private static Period of(CampaignHeader header, List<UnitPlan> units, @Nullable Phase phase) {
            List<String> order = header.indicators().stream()
                    .map(indicator -> indicator.code())
                    .toList();
            List<Column> columns = units.stream()
                    .flatMap(unit -> unit.targets().stream())
                    .filter(target -> isOf(phase, target))
                    .map(Column::of)
                    .distinct()
                    .sorted(Comparator.comparingInt((Column column) -> order.indexOf(column.indicator()))
                            .thenComparing(Column::level))
                    .toList();
            boolean eligible = phase != null
                    && units.stream().anyMatch(unit -> unit.eligibleByPhase().containsKey(phase.code()));
            return new Period(phase, eligible, columns);
        }
    }

    /** Targets that can be compared with each other. */
    record Column(String indicator, Target.Counting counting, Target.Level level) {

        static Column of(Target target) {
            return new Column(target.indicator(), target.counting(), target.level());
        }
    }

    /** One table for each kind of which there are units. */
    static List<UnitTable> of(CampaignHeader header, List<UnitPlan> units) {
        return Stream.of(Kind.values())
                .map(kind -> units.stream().filter(unit -> unit.kind() == kind).toList())
                .filter(some -> !some.isEmpty())
                .map(some -> new UnitTable(some.get(0).kind(), some, periods(header, some)))
                .toList();
    }

    private static List<Period> periods(CampaignHeader header, List<UnitPlan> units) {
        return Stream.concat(header.phases().stream(), Stream.of((Phase) null))
                .map(phase -> Period.of(header, units, phase))
                .filter(period -> period.width() > 0)
                .toList();
    }

    public boolean teams() {
        return any(UnitPlan::teams);
    }

    public boolean members() {
        return any(UnitPlan::members);
    }

    public boolean eligible() {
        return any(UnitPlan::eligible);
    }

    private boolean any(Function<UnitPlan, @Nullable Object> figure) {
        return units.stream().map(figure).anyMatch(Objects::nonNull);
    }
}
