package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * The leaves under a node; a leaf is its own only one.
 *
 * @param count all of them that ever report
 * @param arrivals the first day of each one that does not report from the campaign's first day on, in order
 * @param retirements the first day without reports of each one that retires, in order
 */
record Leaves(int count, List<LocalDate> arrivals, List<LocalDate> retirements) {

    static Leaves one(LocalDate activeFrom, LocalDate retiredFrom) {
        boolean never = activeFrom != null && retiredFrom != null && !activeFrom.isBefore(retiredFrom);
        return never ? new Leaves(0, List.of(), List.of()) : new Leaves(1, list(activeFrom), list(retiredFrom));
    }

    static Leaves of(List<Leaves> children) {
        return new Leaves(
                children.stream().mapToInt(Leaves::count).sum(),
                inOrder(children, Leaves::arrivals),
                inOrder(children, Leaves::retirements));
    }

    /** How many take reports for the day. */
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

    private static List<LocalDate> list(LocalDate date) {
        return date == null ? List.of() : List.of(date);
    }

    private static List<LocalDate> inOrder(List<Leaves> children, Function<Leaves, List<LocalDate>> dates) {
        return children.stream()
                .flatMap(child -> dates.apply(child).stream())
                .sorted()
                .toList();
    }
}
