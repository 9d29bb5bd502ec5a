package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many leaves under a node are active on a day; a leaf is its own only one.
 *
 * @param count all of them that ever report
 * @param arrivals the first day of each one that does not report from the campaign's first day on, in order
 * @param retirements the first day without reports of each one that retires, in order
 */
record ActiveLeaves(int count, List<LocalDate> arrivals, List<LocalDate> retirements) {

    static ActiveLeaves one(@Nullable LocalDate activeFrom, @Nullable LocalDate retiredFrom) {
        boolean never = activeFrom != null && retiredFrom != null && !activeFrom.isBefore(retiredFrom);
        return never
                ? new ActiveLeaves(0, List.of(), List.of())
                : new ActiveLeaves(1, list(activeFrom), list(retiredFrom));
    }

    static ActiveLeaves of(List<ActiveLeaves> children) {
        return new ActiveLeaves(
                children.stream().mapToInt(ActiveLeaves::count).sum(),
                inOrder(children, ActiveLeaves::arrivals),
                inOrder(children, ActiveLeaves::retirements));
    }

    /** Leaves that owe a report for the day. */
    int activeOn(LocalDate day) {
        return count - (arrivals.size() - upTo(day, arrivals)) - upTo(day, retirements);
    }

    private static int upTo(LocalDate day, List<LocalDate> dates) {
        int found = 0;
        while (found < dates.size() && !dates.get(found).isAfter(day)) {
            found++;
        }
        return found;
    }

    private static List<LocalDate> list(@Nullable LocalDate date) {
        return date == null ? List.of() : List.of(date);
    }

    private static List<LocalDate> inOrder(List<ActiveLeaves> children, Function<ActiveLeaves, List<LocalDate>> dates) {
        return children.stream()
                .flatMap(child -> dates.apply(child).stream())
                .sorted()
                .toList();
    }
}
