package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.List;

/**
 * The leaves under a node; a leaf is its own only one.
 *
 * @param count all of them
 * @param retirements the first day without reports of each one that retires, in order
 */
record Leaves(int count, List<LocalDate> retirements) {

    static Leaves one(LocalDate retiredFrom) {
        return new Leaves(1, retiredFrom == null ? List.of() : List.of(retiredFrom));
    }

    static Leaves of(List<Leaves> children) {
        return new Leaves(
                children.stream().mapToInt(Leaves::count).sum(),
                children.stream()
                        .flatMap(child -> child.retirements().stream())
                        .sorted()
                        .toList());
    }

    /** How many take reports for the day. */
    int activeOn(LocalDate day) {
        int retired = 0;
        while (retired < retirements.size() && !retirements.get(retired).isAfter(day)) {
            retired++;
        }
        return count - retired;
    }
}
