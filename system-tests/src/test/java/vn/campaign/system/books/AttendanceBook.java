package vn.campaign.system.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who reported when. */
public final class AttendanceBook {

    private final PlanBook plan;
    private final StatementBook said;

    public AttendanceBook(PlanBook plan, StatementBook said) {
        this.plan = plan;
        this.said = said;
    }

    /** One leaf's day: ON_TIME, LATE, MISSING or DUE; null when it owes nothing. */
    String state(String leaf, LocalDate day, Instant now) {
        if (!plan.owes(leaf, day)) {
            return null;
        }
        Instant first = said.first(leaf, day);
        if (first == null) {
            return now.isAfter(plan.deadline(day)) ? "MISSING" : "DUE";
        }
        return first.isAfter(plan.deadline(day)) ? "LATE" : "ON_TIME";
    }

    /** A node's day. */
    public Map<String, Object> day(String node, LocalDate day, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("date", day.toString());
        List<String> states = states(node, day, now);
        shown.put("expected", (long) states.size());
        shown.put("onTime", count(states, "ON_TIME"));
        shown.put("late", count(states, "LATE"));
        shown.put("missing", count(states, "MISSING"));
        shown.put("due", count(states, "DUE"));
        return shown;
    }

    /** A node's range: only days past their deadline are owed. */
    public Map<String, Object> range(String node, LocalDate from, LocalDate to, Instant now) {
        List<String> states = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (now.isAfter(plan.deadline(day))) {
                states.addAll(states(node, day, now));
            }
        }
        long onTime = count(states, "ON_TIME");
        long late = count(states, "LATE");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("expected", (long) states.size());
        shown.put("onTime", onTime);
        shown.put("late", late);
        shown.put("missing", count(states, "MISSING"));
        shown.put("reportingRate", rate(onTime + late, states.size()));
        shown.put("onTimeRate", rate(onTime, states.size()));
        return shown;
    }

    /** A leaf's missing days in a row at the end of a range, and the longest row. */
    public Map<String, Object> streaks(String node, LocalDate from, LocalDate to, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("missingStreak", null);
        shown.put("longestMissingStreak", null);
        if (plan.children(node).isEmpty()) {
            long streak = 0;
            long longest = 0;
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                String state = state(node, day, now);
                if (state != null && now.isAfter(plan.deadline(day))) {
                    streak = state.equals("MISSING") ? streak + 1 : 0;
                    longest = Math.max(longest, streak);
                }
            }
            shown.put("missingStreak", streak);
            shown.put("longestMissingStreak", longest);
        }
        return shown;
    }

    /** What a leaf's day shows; nothing is known of an inner node's, and of a day for which nothing is owed. */
    public Map<String, Object> of(String node, LocalDate day, Instant now) {
        String state = plan.children(node).isEmpty() ? state(node, day, now) : null;
        return state == null ? Map.of() : Map.of("timeliness", state);
    }

    /** Codes of the leaves that have not reported a day, in the plan's order. */
    public List<String> open(LocalDate day, Instant now) {
        return plan.roots().stream()
                .flatMap(root -> plan.leaves(root).stream())
                .filter(leaf -> "MISSING".equals(state(leaf, day, now)) || "DUE".equals(state(leaf, day, now)))
                .toList();
    }

    private List<String> states(String node, LocalDate day, Instant now) {
        return plan.leaves(node).stream()
                .map(leaf -> state(leaf, day, now))
                .filter(state -> state != null)
                .toList();
    }

    private static long count(List<String> states, String state) {
        return states.stream().filter(state::equals).count();
    }

    private static Object rate(long part, long of) {
        if (of == 0) {
            return null;
        }
        BigDecimal rate = FigureBook.round(FigureBook.whole(part), FigureBook.whole(of), 4);
        return part < of ? rate.min(new BigDecimal("0.9999")) : rate;
    }
}
