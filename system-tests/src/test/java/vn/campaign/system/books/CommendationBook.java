package vn.campaign.system.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is to be commended: the rows of a ranking, in their order. */
public final class CommendationBook {

    private static final String MAIN = "ACTIVATED";

    private final PlanBook plan;
    private final StatementBook said;
    private final FigureBook figures;

    public CommendationBook(PlanBook plan, StatementBook said) {
        this.plan = plan;
        this.said = said;
        this.figures = new FigureBook(plan, said);
    }

    private record Entry(
            String code,
            PlanBook.Target target,
            long basis,
            LocalDate verifiedAsOf,
            Map<String, Object> attendance,
            LocalDate reachedOn,
            List<String> reasons,
            Map<String, Object> row) {

        BigDecimal times(Entry other) {
            return FigureBook.whole(basis)
                    .multiply(FigureBook.whole(other.target().value()));
        }

        BigDecimal punctual(Entry other) {
            return FigureBook.whole((Long) attendance.get("onTime")).multiply(FigureBook.whole(Math.max(1, (Long)
                    other.attendance().get("expected"))));
        }
    }

    private static final Comparator<Entry> FURTHER =
            (one, other) -> other.times(one).compareTo(one.times(other));

    private static final Comparator<Entry> BETTER = FURTHER.thenComparing(
                    (one, other) -> other.punctual(one).compareTo(one.punctual(other)))
            .thenComparing(Entry::reachedOn, Comparator.nullsLast(Comparator.naturalOrder()));

    /** The rows of a root's units. */
    public List<Map<String, Object>> ranking(String root, String phase, LocalDate asOf, Instant now) {
        PlanBook.Span span = plan.span(phase);
        List<Entry> entries = plan.leaves(root).stream()
                .filter(leaf -> span.from().datesUntil(span.to().plusDays(1)).anyMatch(day -> plan.owes(leaf, day)))
                .map(leaf -> entry(leaf, phase, asOf, now))
                .toList();
        List<Entry> eligible = entries.stream()
                .filter(entry -> entry.reasons().isEmpty())
                .sorted(BETTER)
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Entry entry : eligible) {
            long better = eligible.stream()
                    .filter(other -> BETTER.compare(other, entry) < 0)
                    .count();
            entry.row().put("rank", better + 1);
            rows.add(entry.row());
        }
        entries.stream()
                .filter(entry -> !entry.reasons().isEmpty() && entry.target() != null)
                .sorted(FURTHER)
                .forEach(entry -> rows.add(entry.row()));
        entries.stream().filter(entry -> entry.target() == null).forEach(entry -> rows.add(entry.row()));
        return rows;
    }

    /** Codes of the units whose responsibility is reviewed. */
    public List<String> review(String root, String phase, LocalDate asOf, Instant now) {
        PlanBook.Span span = plan.span(phase);
        return plan.leaves(root).stream()
                .filter(leaf -> span.from().datesUntil(span.to().plusDays(1)).anyMatch(day -> plan.owes(leaf, day)))
                .map(leaf -> entry(leaf, phase, asOf, now))
                .filter(entry -> {
                    long start = entry.target() != null && entry.target().cumulative()
                            ? plan.baseline(entry.code(), MAIN)
                            : 0;
                    boolean nothing = entry.target() != null && !asOf.isBefore(span.from()) && entry.basis() <= start;
                    long reports = (Long) entry.attendance().get("onTime")
                            + (Long) entry.attendance().get("late");
                    return nothing || reports == 0 && (Long) entry.attendance().get("expected") > 0;
                })
                .map(Entry::code)
                .toList();
    }

    private Entry entry(String leaf, String phase, LocalDate asOf, Instant now) {
        PlanBook.Span asked = plan.span(phase);
        PlanBook.Target target = target(leaf, phase);
        Map<String, Object> attendance = new AttendanceBook(plan, said).range(leaf, asked.from(), asked.end(asOf), now);
        TreeMap<LocalDate, Long> verified = said.verified(leaf, MAIN, plan.parts(MAIN));
        LocalDate of = target == null ? null : verifiedOf(target, verified, asOf);
        long basis = target == null
                ? 0
                : of == null ? figures.achieved(leaf, MAIN, target, asOf) : basis(leaf, target, verified, of);
        Map.Entry<LocalDate, Long> newest = verified.floorEntry(asOf);
        Long gap = newest == null ? null : (Long) (figures.cumulative(leaf, MAIN, newest.getKey()) - newest.getValue());
        boolean over = newest != null && figures.overReported(gap, newest.getValue());
        List<String> reasons = reasons(target, basis, attendance, over);
        LocalDate reachedOn = target == null ? null : reachedOn(leaf, target, asOf);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rank", null);
        row.put("code", leaf);
        row.put("target", target == null ? null : (Long) target.value());
        row.put("basis", target == null ? null : (Long) basis);
        row.put("basisSource", target == null ? null : of == null ? "REPORTED" : "VERIFIED");
        row.put("verifiedAsOf", of == null ? null : of.toString());
        row.put("percent", target == null ? null : FigureBook.percent(basis, target.value()));
        row.put("reportingRate", attendance.get("reportingRate"));
        row.put("onTimeRate", attendance.get("onTimeRate"));
        row.put("overReported", over);
        row.put("gap", gap);
        row.put("reachedOn", reachedOn == null ? null : reachedOn.toString());
        row.put("eligible", reasons.isEmpty());
        row.put("reasons", reasons);
        return new Entry(leaf, target, basis, of, attendance, reachedOn, reasons, row);
    }

    /** The campaign asks for what its phases ask for, where nothing else is stated. */
    private PlanBook.Target target(String leaf, String phase) {
        PlanBook.Target stated = plan.target(leaf, MAIN, phase);
        if (stated == null && phase.equals("all")) {
            for (String each : plan.phases.keySet()) {
                PlanBook.Target next = plan.target(leaf, MAIN, each);
                if (next != null) {
                    boolean fresh = stated == null || next.cumulative();
                    stated = new PlanBook.Target(
                            plan.all,
                            fresh ? next.value() : stated.value() + next.value(),
                            fresh ? next.cumulative() : stated.cumulative());
                }
            }
        }
        return stated == null || stated.value() == 0 ? null : stated;
    }

    private static LocalDate verifiedOf(PlanBook.Target target, TreeMap<LocalDate, Long> verified, LocalDate asOf) {
        LocalDate end = target.span().to();
        LocalDate first = verified.ceilingKey(end);
        return first == null || first.isAfter(end.plusDays(10)) || first.isAfter(asOf) ? null : first;
    }

    private long basis(String leaf, PlanBook.Target target, TreeMap<LocalDate, Long> verified, LocalDate of) {
        LocalDate end = target.span().to();
        long reached = verified.get(of) - figures.reported(leaf, MAIN, end.plusDays(1), of);
        if (target.cumulative()) {
            return reached;
        }
        LocalDate start = target.span().from();
        LocalDate before = verified.lowerKey(start);
        return reached - (before == null ? figures.cumulative(leaf, MAIN, start.minusDays(1)) : verified.get(before));
    }

    private List<String> reasons(PlanBook.Target target, long basis, Map<String, Object> attendance, boolean over) {
        List<String> reasons = new ArrayList<>();
        if (target == null) {
            reasons.add("NO_TARGET");
        } else if (basis < target.value()) {
            reasons.add("TARGET_MISSED");
        }
        BigDecimal share =
                new BigDecimal(plan.plan.path("settings").path("reportingShare").asString("0.9"));
        BigDecimal reports = FigureBook.whole((Long) attendance.get("onTime") + (Long) attendance.get("late"));
        if (reports.compareTo(share.multiply(FigureBook.whole((Long) attendance.get("expected")))) < 0) {
            reasons.add("REPORTING_TOO_RARE");
        }
        if (over) {
            reasons.add("OVER_REPORTED");
        }
        return reasons;
    }

    private LocalDate reachedOn(String leaf, PlanBook.Target target, LocalDate asOf) {
        LocalDate first = target.cumulative() ? plan.all.from() : target.span().from();
        for (LocalDate day = first.minusDays(1); !day.isAfter(target.span().end(asOf)); day = day.plusDays(1)) {
            if (figures.achieved(leaf, MAIN, target, day) >= target.value()) {
                return day;
            }
        }
        return null;
    }
}
