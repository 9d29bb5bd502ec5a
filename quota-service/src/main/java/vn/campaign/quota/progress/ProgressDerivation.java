package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;

/** Derives a node's progress from its day sheets, its verifications and the plan. */
final class ProgressDerivation {

    private final VersionGenerator versions;

    ProgressDerivation(VersionGenerator versions) {
        this.versions = versions;
    }

    /**
     * What a node's progress is derived from. The sheets were read, or written, after the progress was read, and so was the
     * plan.
     *
     * @param dirty the days whose sheets may have changed
     * @param before the progress, with those days at least that are derived or hold a later verification
     * @param whole whether progress and sheets hold every day of the node
     * @param sheets by date, with their sums at least; without those that do not exist
     * @param header null while the campaign is unknown
     */
    record Sources(
            SortedSet<LocalDate> dirty,
            NodeProgress before,
            boolean whole,
            Map<LocalDate, DaySheet> sheets,
            UnitPlacement unit,
            @Nullable CampaignHeader header) {

        /** Whether a child contributes, or once did. */
        boolean inner() {
            return Boolean.TRUE.equals(before.inner())
                    || sheets.values().stream().anyMatch(sheet -> !sheet.own().equals(sheet.sum()));
        }

        /**
         * Whether single days do not suffice: what verifications are compared with moves by the difference of the node's own
         * reports, which only a day without children tells.
         */
        boolean incomplete() {
            return !whole && !before.verifications().isEmpty() && inner();
        }

        private DaySum judged(LocalDate date) {
            DaySheet sheet = sheets.get(date);
            if (sheet == null) {
                return DaySum.NOTHING;
            }
            return header == null
                    ? sheet.sum()
                    : DaySums.judged(sheet.sum(), sheet.own(), unit.activeOn(date), header.deadline(date));
        }

        private Map<String, Long> ownCounts(LocalDate date) {
            DaySheet sheet = sheets.get(date);
            return sheet == null ? Map.of() : sheet.own().counts();
        }
    }

    /**
     * Derives days of a node, and what its own verifications change: all of that anew where the sources are whole, else as the
     * days' differences move it. The result names every day that a stalled attempt at the same may have changed.
     *
     * @param stated verifications to merge; only where the sources are whole
     */
    ProgressWrite derive(Map<LocalDate, Register> stated, Sources sources) {
        NodeProgress before = sources.before();
        SortedSet<LocalDate> dates = sources.dirty();
        SortedMap<LocalDate, Register> verifications = new TreeMap<>(before.verifications());
        stated.forEach((asOf, register) -> verifications.merge(asOf, register, Registers::merge));
        Map<LocalDate, DaySum> days = new TreeMap<>();
        dates.forEach(date -> days.put(date, sources.judged(date)));
        if (sources.whole()) {
            before.days().keySet().forEach(date -> days.put(date, sources.judged(date)));
            verifications.keySet().forEach(date -> days.put(date, sources.judged(date)));
            addSteps(days, verifiedSteps(sources, verifications));
            // The steps are those of all days as they are now, so these are written, too.
            days.entrySet()
                    .removeIf(day -> !isAffected(day.getKey(), dates, verifications)
                            && day.getValue().equals(before.days().getOrDefault(day.getKey(), DaySum.NOTHING)));
        } else if (!verifications.isEmpty()) {
            moveSteps(days, sources, verifications);
        }
        days.replaceAll((date, day) -> day.equals(DaySum.NOTHING) ? null : day);
        Map<LocalDate, Register> changed = new TreeMap<>(verifications);
        changed.keySet().retainAll(stated.keySet());
        return new ProgressWrite(before.version(), versions.after(before.version()), sources.inner(), days, changed);
    }

    /** Whether a day may have changed, now or in an attempt that was not finished. */
    private static boolean isAffected(
            LocalDate date, SortedSet<LocalDate> dates, SortedMap<LocalDate, Register> verifications) {
        return dates.contains(date) || verifications.containsKey(date) && !date.isBefore(dates.first());
    }

    private static void addSteps(Map<LocalDate, DaySum> days, Map<LocalDate, Map<String, VerifiedStep>> steps) {
        days.replaceAll((date, day) -> {
            DaySum sum = day;
            for (Map.Entry<String, VerifiedStep> step :
                    steps.getOrDefault(date, Map.of()).entrySet()) {
                sum = DaySums.plus(sum, step.getKey(), step.getValue());
            }
            return sum;
        });
    }

    /** What each verification changes against the one before it that states the same indicator. */
    private static Map<LocalDate, Map<String, VerifiedStep>> verifiedSteps(
            Sources sources, SortedMap<LocalDate, Register> verifications) {
        Map<LocalDate, Map<String, VerifiedStep>> steps = new TreeMap<>();
        SortedSet<LocalDate> dates = new TreeSet<>(sources.sheets().keySet());
        for (Verified indicator : indicators(sources.header())) {
            long reported = sources.unit().baselines().getOrDefault(indicator.code(), 0L);
            VerifiedStep before = new VerifiedStep(0, 0, 0);
            LocalDate from = LocalDate.MIN;
            for (LocalDate asOf : verifications.keySet()) {
                Long value = indicator.value(verifications.get(asOf));
                if (value != null) {
                    LocalDate next = asOf.plusDays(1);
                    for (LocalDate date : dates.subSet(from, next)) {
                        reported += indicator.sum(sources.ownCounts(date));
                    }
                    from = next;
                    VerifiedStep now = new VerifiedStep(value, reported, 1);
                    steps.computeIfAbsent(asOf, date -> new HashMap<>())
                            .put(indicator.code(), now.plus(before.negated()));
                    before = now;
                }
            }
        }
        return steps;
    }

    /** Moves what the next verification is compared with by what changed on each day. */
    private static void moveSteps(
            Map<LocalDate, DaySum> days, Sources sources, SortedMap<LocalDate, Register> verifications) {
        Map<LocalDate, DaySum> before = sources.before().days();
        Set<LocalDate> dates = Set.copyOf(days.keySet());
        for (LocalDate date : dates) {
            DaySum former = before.getOrDefault(date, DaySum.NOTHING);
            days.compute(date, (same, day) -> DaySums.verified(day, former.verified()));
        }
        for (LocalDate date : dates) {
            Map<String, Long> former = before.getOrDefault(date, DaySum.NOTHING).counts();
            for (Verified indicator : indicators(sources.header())) {
                long moved = indicator.sum(sources.ownCounts(date)) - indicator.sum(former);
                verifications.tailMap(date).entrySet().stream()
                        .filter(verification -> indicator.value(verification.getValue()) != null)
                        .findFirst()
                        .ifPresent(next -> days.compute(
                                next.getKey(),
                                (asOf, day) -> DaySums.plus(
                                        day == null ? before.getOrDefault(asOf, DaySum.NOTHING) : day,
                                        indicator.code(),
                                        new VerifiedStep(0, moved, 0))));
            }
        }
    }

    private static List<Verified> indicators(@Nullable CampaignHeader header) {
        return header == null
                ? List.of()
                : header.indicators().stream()
                        .map(indicator -> new Verified(indicator.code(), header.parts(indicator.code())))
                        .toList();
    }

    /** An indicator that may be verified, with the reported indicators that it adds up to. */
    private record Verified(String code, List<String> parts) {

        /** What a verification says of it: as stated, else the sum of its parts when all are stated, else null. */
        @Nullable
        Long value(Register verification) {
            Map<String, Long> counts = verification.standing().counts();
            if (counts == null || counts.containsKey(code) || !counts.keySet().containsAll(parts)) {
                return counts == null ? null : counts.get(code);
            }
            return sum(counts);
        }

        long sum(Map<String, Long> counts) {
            return parts.stream()
                    .mapToLong(part -> counts.getOrDefault(part, 0L))
                    .sum();
        }
    }
}
