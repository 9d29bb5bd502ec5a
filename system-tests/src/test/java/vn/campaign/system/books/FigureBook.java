package vn.campaign.system.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Every figure of a node, by its name in the API, as of a day. */
public final class FigureBook {

    private final PlanBook plan;
    private final StatementBook said;
    private final Map<List<Object>, Long> sums = new HashMap<>();

    public FigureBook(PlanBook plan, StatementBook said) {
        this.plan = plan;
        this.said = said;
    }

    /** Persons reported from one day to another, both included. */
    long reported(String node, String indicator, LocalDate from, LocalDate to) {
        LocalDate first = from.isBefore(plan.all.from()) ? plan.all.from() : from;
        long sum = 0;
        for (LocalDate day = first; !day.isAfter(to) && !day.isAfter(plan.all.to()); day = day.plusDays(1)) {
            sum += on(node, indicator, day);
        }
        return sum;
    }

    private long on(String node, String indicator, LocalDate day) {
        return sums.computeIfAbsent(List.of(node, indicator, day), any -> plan.leaves(node).stream()
                .mapToLong(leaf -> said.on(leaf, day, plan.parts(indicator)))
                .sum());
    }

    long cumulative(String node, String indicator, LocalDate asOf) {
        return plan.baseline(node, indicator) + reported(node, indicator, plan.all.from(), asOf);
    }

    /** All that progress shows of a node. */
    public Map<String, Object> node(String node, String phase, LocalDate asOf, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        List<String> active =
                plan.leaves(node).stream().filter(leaf -> plan.owes(leaf, asOf)).toList();
        long reported =
                active.stream().filter(leaf -> said.first(leaf, asOf) != null).count();
        boolean leaf = plan.children(node).isEmpty();
        shown.put("code", node);
        shown.put("childCount", (long) plan.children(node).size());
        shown.put("leaves", (long) active.size());
        shown.put("reportedLeaves", reported);
        shown.put("reportedToday", active.isEmpty() ? null : (Boolean) (reported == active.size()));
        shown.put("timeliness", leaf ? new AttendanceBook(plan, said).state(node, asOf, now) : null);
        shown.put("lastReportedAt", lastReportedAt(node, asOf));
        PlanBook.Span span = plan.span(phase);
        shown.put(
                "missingDays",
                new AttendanceBook(plan, said)
                        .range(node, span.from(), span.end(asOf), now)
                        .get("missing"));
        for (String indicator : plan.sums.keySet()) {
            figures(node, indicator, phase, asOf, now)
                    .forEach((name, value) -> shown.put("indicators." + indicator + "." + name, value));
        }
        return shown;
    }

    private String lastReportedAt(String node, LocalDate asOf) {
        return plan.leaves(node).stream()
                .flatMap(leaf -> plan.all
                        .from()
                        .datesUntil(plan.all.end(asOf).plusDays(1))
                        .map(day -> said.last(leaf, day)))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(Instant::toString)
                .orElse(null);
    }

    private Map<String, Object> figures(String node, String indicator, String phase, LocalDate asOf, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        PlanBook.Target target = plan.target(node, indicator, phase);
        PlanBook.Span span = target == null ? plan.span(phase) : target.span();
        long elapsed = PlanBook.Span.between(span.from(), span.end(asOf));
        shown.put("period", span.code());
        shown.put("from", span.from().toString());
        shown.put("to", span.to().toString());
        shown.put("baseline", plan.baseline(node, indicator));
        shown.put("referenceBaseline", plan.referenceBaseline(node, indicator));
        shown.put("reportedInPeriod", reported(node, indicator, span.from(), span.end(asOf)));
        shown.put("cumulative", cumulative(node, indicator, asOf));
        shown.put("eligible", plan.eligible(node, span));
        shown.put("teams", plan.teams(node));
        shown.put("elapsedDays", elapsed);
        shown.put("remainingDays", span.days() - elapsed);
        shown.put("childrenTarget", plan.childrenTarget(node, indicator, phase));
        for (String none : List.of(
                "target",
                "achieved",
                "percent",
                "percentOfEligible",
                "expectedToDate",
                "missing",
                "requiredPerDay",
                "requiredToday",
                "requiredPerTeamPerDay",
                "planQuotaPerTeamPerDay",
                "projected",
                "status")) {
            shown.put(none, null);
        }
        if (target != null) {
            pace(shown, node, indicator, target, asOf, now);
        }
        verified(shown, node, indicator, asOf);
        PlanBook.Target floor = plan.floor(node, indicator, phase);
        if (floor != null) {
            floor(shown, node, indicator, floor, asOf, now);
        }
        return shown;
    }

    long achieved(String node, String indicator, PlanBook.Target target, LocalDate asOf) {
        LocalDate end = target.span().end(asOf);
        return target.cumulative()
                ? cumulative(node, indicator, end)
                : reported(node, indicator, target.span().from(), end);
    }

    private void pace(
            Map<String, Object> shown,
            String node,
            String indicator,
            PlanBook.Target target,
            LocalDate asOf,
            Instant now) {
        PlanBook.Span span = target.span();
        long start = target.cumulative() ? plan.baseline(node, indicator) : 0;
        long toDo = target.value() - start;
        long achieved = achieved(node, indicator, target, asOf);
        long missing = Math.max(0, target.value() - achieved);
        long elapsed = PlanBook.Span.between(span.from(), span.end(asOf));
        long remaining = span.days() - elapsed;
        Long teams = plan.teams(node);
        Long eligible = plan.eligible(node, span);
        shown.put("target", target.value());
        shown.put("toDo", toDo);
        shown.put("achieved", achieved);
        shown.put("percent", percent(achieved, target.value()));
        shown.put("percentOfEligible", eligible == null ? null : percent(achieved, eligible));
        shown.put(
                "expectedToDate",
                round(whole(toDo).multiply(whole(due(span, asOf, now))), whole(span.days()), 1)
                        .add(whole(start)));
        shown.put("missing", missing);
        shown.put("requiredPerDay", missing == 0 ? (Long) 0L : remaining == 0 ? null : (Long) ceil(missing, remaining));
        shown.put("requiredToday", requiredToday(node, indicator, target, asOf));
        shown.put(
                "requiredPerTeamPerDay",
                teams == null
                        ? null
                        : missing == 0
                                ? BigDecimal.ZERO
                                : remaining == 0 ? null : round(whole(missing), whole(remaining * teams), 2));
        shown.put(
                "planQuotaPerTeamPerDay",
                teams == null ? null : round(whole(target.value()), whole(teams * span.plannedDays()), 2));
        long last = Math.min(7, elapsed);
        LocalDate end = span.end(asOf);
        shown.put(
                "projected",
                elapsed == 0
                        ? (Long) achieved
                        : (Long) (achieved
                                + round(
                                                whole(remaining)
                                                        .multiply(whole(reported(
                                                                node, indicator, end.minusDays(last - 1), end))),
                                                whole(last),
                                                0)
                                        .longValueExact()));
        shown.put("status", status(span, asOf, missing, achieved - start, toDo, now));
    }

    /** Days of a span whose share is due: today's is due at the deadline. */
    private long due(PlanBook.Span span, LocalDate asOf, Instant now) {
        LocalDate last = now.isAfter(plan.deadline(asOf)) ? asOf : asOf.minusDays(1);
        return PlanBook.Span.between(span.from(), span.end(last));
    }

    private Long requiredToday(String node, String indicator, PlanBook.Target target, LocalDate asOf) {
        PlanBook.Span span = target.span();
        if (asOf.isBefore(span.from())
                || asOf.isAfter(span.to())
                || plan.leaves(node).stream().noneMatch(leaf -> plan.owes(leaf, asOf))) {
            return null;
        }
        long before = Math.max(0, target.value() - achieved(node, indicator, target, asOf.minusDays(1)));
        long quota = ceil(before, PlanBook.Span.between(asOf, span.to()));
        return Math.max(0, quota - on(node, indicator, asOf));
    }

    private String status(PlanBook.Span span, LocalDate asOf, long missing, long progress, long toDo, Instant now) {
        if (asOf.isBefore(span.from())) {
            return "UPCOMING";
        }
        if (missing == 0) {
            return "ACHIEVED";
        }
        if (asOf.isAfter(span.to())) {
            return "MISSED";
        }
        BigDecimal done = whole(progress).multiply(whole(span.days()));
        BigDecimal expected = whole(toDo).multiply(whole(due(span, asOf, now)));
        if (done.compareTo(expected) >= 0) {
            return "ON_TRACK";
        }
        return done.compareTo(expected.multiply(new BigDecimal("0.8"))) >= 0 ? "AT_RISK" : "BEHIND";
    }

    private void floor(
            Map<String, Object> shown,
            String node,
            String indicator,
            PlanBook.Target floor,
            LocalDate asOf,
            Instant now) {
        PlanBook.Span span = floor.span();
        long achieved = reported(node, indicator, span.from(), span.end(asOf));
        long missing = Math.max(0, floor.value() - achieved);
        shown.put("floor.value", floor.value());
        shown.put("floor.achieved", achieved);
        shown.put("floor.percent", percent(achieved, floor.value()));
        shown.put("floor.missing", missing);
        shown.put("floor.status", status(span, asOf, missing, achieved, floor.value(), now));
    }

    /** What the database knows, what was reported by the same days, and of how many leaves. */
    private void verified(Map<String, Object> shown, String node, String indicator, LocalDate asOf) {
        long verified = 0;
        long reported = 0;
        long leaves = 0;
        LocalDate newest = null;
        for (String leaf : plan.leaves(node)) {
            TreeMap<LocalDate, Long> known = said.verified(leaf, indicator, plan.parts(indicator));
            Map.Entry<LocalDate, Long> last = known.floorEntry(asOf);
            if (last != null) {
                verified += last.getValue();
                reported += cumulative(leaf, indicator, last.getKey());
                leaves++;
                LocalDate changed = lastChange(leaf, indicator, known, last.getKey());
                newest = newest == null || changed.isAfter(newest) ? changed : newest;
            }
        }
        boolean none = leaves == 0;
        shown.put("verified", none ? null : (Long) verified);
        shown.put("verifiedAsOf", none ? null : newest.toString());
        shown.put("verifiedLeaves", leaves);
        shown.put(
                "verifiedShare", none ? null : percent(leaves, plan.leaves(node).size()));
        shown.put("gap", none ? null : (Long) (reported - verified));
        shown.put("overReported", none ? null : (Boolean) overReported(reported - verified, verified));
    }

    /** A verification that says the same of the same reports is no change. */
    private LocalDate lastChange(String leaf, String indicator, TreeMap<LocalDate, Long> known, LocalDate date) {
        Map.Entry<LocalDate, Long> before = known.lowerEntry(date);
        boolean same = before != null
                && before.getValue().equals(known.get(date))
                && cumulative(leaf, indicator, before.getKey()) == cumulative(leaf, indicator, date);
        return same ? lastChange(leaf, indicator, known, before.getKey()) : date;
    }

    boolean overReported(long gap, long verified) {
        BigDecimal share =
                new BigDecimal(plan.plan.path("settings").path("toleranceShare").asString("0.02"));
        BigDecimal count =
                whole(plan.plan.path("settings").path("toleranceCount").asLong(0));
        return whole(gap).compareTo(share.multiply(whole(verified)).max(count)) > 0;
    }

    static BigDecimal percent(long part, long of) {
        return of == 0
                ? null
                : part < of
                        ? round(whole(part).multiply(whole(100)), whole(of), 1).min(new BigDecimal("99.9"))
                        : round(whole(part).multiply(whole(100)), whole(of), 1);
    }

    static BigDecimal round(BigDecimal dividend, BigDecimal divisor, int decimals) {
        return dividend.divide(divisor, decimals, RoundingMode.HALF_UP);
    }

    static BigDecimal whole(long number) {
        return BigDecimal.valueOf(number);
    }

    private static long ceil(long dividend, long divisor) {
        return whole(dividend).divide(whole(divisor), 0, RoundingMode.CEILING).longValueExact();
    }

    /** What a node's day adds up to. */
    public Map<String, Object> day(String node, LocalDate date) {
        Map<String, Object> shown = new LinkedHashMap<>();
        plan.sums.keySet().forEach(indicator -> shown.put("sums." + indicator, on(node, indicator, date)));
        return shown;
    }
}
