package vn.campaign.quota.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;

/** Writes sheets anew from what they are derived from, whatever they hold. */
final class SheetRebuild {

    private final ProgressStore store;
    private final DaySheets daySheets;

    SheetRebuild(ProgressStore store, DaySheets daySheets) {
        this.store = store;
        this.daySheets = daySheets;
    }

    /** Sets every child's register to that child's day, or removes it where the plan places the child elsewhere. */
    void rebuild(Set<NodeDay> days) {
        Set<NodeDay> pending = days;
        while (!pending.isEmpty()) {
            Map<NodeDay, DaySheet> sheets = store.sheets(pending);
            DirtyDays childDays = new DirtyDays(new HashMap<>());
            sheets.forEach((day, sheet) -> sheet.children()
                    .keySet()
                    .forEach(child -> childDays.add(day.of(child).node(), Set.of(day.date()))));
            Map<Node, NodeProgress> progress = store.progress(childDays.byNode());
            Map<Node, UnitPlacement> units = store.units(childDays.nodes());
            Map<NodeDay, Map<String, @Nullable DaySum>> contributions = new HashMap<>();
            sheets.forEach((day, sheet) -> {
                Map<String, @Nullable DaySum> children = new HashMap<>();
                for (String code : sheet.children().keySet()) {
                    NodeDay child = day.of(code);
                    boolean present = day.node()
                            .code()
                            .equals(units.getOrDefault(child.node(), UnitPlacement.UNKNOWN)
                                    .parent());
                    DaySum sum = ParentRegistrar.sum(progress.get(child.node()), child);
                    children.put(code, present ? Contributions.register(sum) : null);
                }
                contributions.put(day, children);
            });
            pending = store.writeSheets(daySheets.rebuild(new Contributions(contributions), sheets));
        }
    }
}
