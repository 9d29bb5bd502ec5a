package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.quota.progress.ProgressStore.ProgressWrite;

/**
 * Derives the progress of nodes from their day sheets and the plan. It is to be written also when nothing changes: the new
 * version is what makes another writer, who read the document before and holds an older source, start again.
 */
final class ProgressDerivation {

    private final VersionGenerator versions;

    ProgressDerivation(VersionGenerator versions) {
        this.versions = versions;
    }

    /**
     * What progress is derived from.
     *
     * @param progress as it was read before all the others
     */
    record Sources(
            Map<Node, NodeProgress> progress,
            Map<NodeDay, DaySum> sums,
            Map<Node, UnitPlan> units,
            Map<String, CampaignHeader> headers) {

        /** The nodes whose progress says nothing yet. */
        Set<Node> withoutProgress() {
            return progress.entrySet().stream()
                    .filter(entry -> entry.getValue().days().isEmpty()
                            && entry.getValue().verifications().isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        boolean samePlan(Node node, Map<Node, UnitPlan> otherUnits, Map<String, CampaignHeader> otherHeaders) {
            return Objects.equals(headers.get(node.campaign()), otherHeaders.get(node.campaign()))
                    && Objects.equals(units.get(node), otherUnits.get(node));
        }
    }

    /**
     * Derives the days of a node and merges its verifications.
     *
     * @param dates the days whose sums may have changed
     * @param stated verifications to merge, by as-of date
     */
    ProgressWrite derive(Node node, SortedSet<LocalDate> dates, Map<LocalDate, Register> stated, Sources sources) {
        NodeProgress before = Objects.requireNonNull(sources.progress().get(node));
        CampaignHeader header = sources.headers().get(node.campaign());
        UnitPlan unit = sources.units().get(node);
        SortedMap<LocalDate, Register> registers = new TreeMap<>(before.verifications());
        stated.forEach((asOf, register) -> registers.merge(asOf, register, Registers::merge));

        SortedMap<LocalDate, DaySum> days = new TreeMap<>(before.days());
        dates.forEach(date -> days.put(
                date,
                judged(sources.sums().getOrDefault(new NodeDay(node, date), DaySum.NOTHING), date, unit, header)));
        SortedSet<LocalDate> changed = new TreeSet<>(dates);
        if (!registers.isEmpty() && header != null) {
            // A report changes the verified steps of every verification on or after its date.
            changed.addAll(registers.tailMap(dates.first()).keySet());
            setSteps(days, verifiedSteps(header, unit, days, registers), changed);
        }
        days.values().removeIf(DaySum.NOTHING::equals);
        NodeProgress progress =
                new NodeProgress(node.campaign(), node.code(), versions.after(before.version()), null, days, registers);
        return new ProgressWrite(before.version(), progress, changed, stated.keySet());
    }

    /** By the plan in force: a change of deadlines, or of the days on which a unit is active, derives its days anew. */
    private static DaySum judged(DaySum sum, LocalDate date, @Nullable UnitPlan unit, @Nullable CampaignHeader header) {
        return sum.firstReceivedAt() == null || header == null
                ? sum
                : DaySums.judged(sum, unit == null || unit.activeOn(date), header.deadline(date));
    }

    /**
     * A leaf's verifications as steps that add up, by as-of date and indicator: the verified figure as of a date is the sum of
     * the steps up to it, and so it is at every node above, where the steps of all leaves are summed by date. What changes
     * nothing is left out.
     *
     * @param unit the leaf in the plan, or null when the plan does not know it: then it has no baseline
     */
    private static Map<LocalDate, Map<String, VerifiedStep>> verifiedSteps(
            CampaignHeader header,
            @Nullable UnitPlan unit,
            SortedMap<LocalDate, DaySum> days,
            SortedMap<LocalDate, Register> verifications) {
        Map<LocalDate, Map<String, VerifiedStep>> steps = new TreeMap<>();
        for (Indicator indicator : header.indicators()) {
            String code = indicator.code();
            List<String> parts = header.parts(code);
            long baseline = unit == null ? 0 : unit.baseline(code);
            VerifiedStep before = new VerifiedStep(0, 0, 0);
            for (Map.Entry<LocalDate, Register> verification : verifications.entrySet()) {
                LocalDate asOf = verification.getKey();
                Long value =
                        verified(code, parts, verification.getValue().standing().counts());
                if (value != null) {
                    VerifiedStep now = new VerifiedStep(value, baseline + reported(parts, days, asOf), 1);
                    VerifiedStep step = now.plus(before.negated());
                    if (!step.nothing()) {
                        steps.computeIfAbsent(asOf, date -> new HashMap<>()).put(code, step);
                    }
                    before = now;
                }
            }
        }
        return steps;
    }

    /** As stated; a sum indicator that is not stated is the sum of its parts when all of them are, else null. */
    private static @Nullable Long verified(String indicator, List<String> parts, @Nullable Map<String, Long> counts) {
        if (counts == null) {
            return null;
        }
        if (counts.containsKey(indicator)) {
            return counts.get(indicator);
        }
        return counts.keySet().containsAll(parts)
                ? parts.stream().mapToLong(counts::get).sum()
                : null;
    }

    /** All day sums up to the verification's date: like is compared with like. */
    private static long reported(List<String> parts, SortedMap<LocalDate, DaySum> days, LocalDate asOf) {
        return days.headMap(asOf.plusDays(1)).values().stream()
                .mapToLong(day -> parts.stream()
                        .mapToLong(part -> day.counts().getOrDefault(part, 0L))
                        .sum())
                .sum();
    }

    private static void setSteps(
            SortedMap<LocalDate, DaySum> days,
            Map<LocalDate, Map<String, VerifiedStep>> steps,
            SortedSet<LocalDate> dates) {
        for (LocalDate date : dates) {
            DaySum day = days.getOrDefault(date, DaySum.NOTHING);
            days.put(date, DaySums.verified(day, steps.getOrDefault(date, Map.of())));
        }
    }
}
