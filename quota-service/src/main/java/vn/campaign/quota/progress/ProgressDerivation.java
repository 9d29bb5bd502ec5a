package vn.campaign.quota.progress;

import java.time.LocalDate;
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
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.NodeProgress.Total;
import vn.campaign.contract.progress.Register;

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
            setSteps(days, new VerifiedSteps(header, unit, days).of(registers), changed);
        }
        days.values().removeIf(DaySum.NOTHING::equals);
        NodeProgress progress = new NodeProgress(
                node.campaign(),
                node.code(),
                versions.after(before.version()),
                days,
                header == null ? Map.<LocalDate, Total>of() : Totals.through(header, days),
                registers,
                days.values().stream().map(DaySum::lastReceivedAt).reduce(null, DaySums::later));
        return new ProgressWrite(before.version(), progress, changed, stated.keySet());
    }

    /** By the plan in force: a change of deadlines, or of the days on which a unit is active, derives its days anew. */
    private static DaySum judged(DaySum sum, LocalDate date, @Nullable UnitPlan unit, @Nullable CampaignHeader header) {
        return sum.firstReceivedAt() == null || header == null
                ? sum
                : DaySums.judged(sum, unit == null || unit.activeOn(date), header.deadline(date));
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
