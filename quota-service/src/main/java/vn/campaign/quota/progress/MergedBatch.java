package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/**
 * Events merged in memory, so that many of one unit and day cost one write.
 *
 * @param events the number of events
 * @param statements the number of different ones among them
 * @param reports registers by unit, day and source
 * @param verifications registers by unit and as-of date
 */
record MergedBatch(
        int events,
        int statements,
        Map<NodeDay, Map<String, Register>> reports,
        Map<Node, Map<LocalDate, Register>> verifications) {

    static MergedBatch of(Collection<ActivationEvent> events) {
        Map<NodeDay, Map<String, List<RegisterValue>>> reports = new HashMap<>();
        Map<Node, Map<LocalDate, List<RegisterValue>>> verifications = new HashMap<>();
        for (ActivationEvent event : events) {
            NodeDay day = new NodeDay(Node.of(event), event.day());
            if (event instanceof ActivationReported reported) {
                add(reports, day, reported.source(), statement(event, reported.counts(), reported.note()));
            } else if (event instanceof ReportWithdrawn withdrawn) {
                add(reports, day, withdrawn.source(), statement(event, null, null));
            } else if (event instanceof ActivationVerified verified) {
                add(verifications, day.node(), day.date(), statement(event, verified.counts(), null));
            } else if (event instanceof VerificationWithdrawn) {
                add(verifications, day.node(), day.date(), statement(event, null, null));
            }
        }
        int statements =
                (int) events.stream().map(ActivationEvent::eventId).distinct().count();
        return new MergedBatch(events.size(), statements, registers(reports), registers(verifications));
    }

    /** The number of days of units that are reported or verified. */
    int days() {
        return reports.size()
                + verifications.values().stream().mapToInt(Map::size).sum();
    }

    DirtyDays dirtyDays() {
        DirtyDays dirty = DirtyDays.of(reports.keySet());
        verifications.forEach((unit, registers) -> dirty.add(unit, registers.keySet()));
        return dirty;
    }

    private static <K, R> void add(Map<K, Map<R, List<RegisterValue>>> to, K key, R register, RegisterValue statement) {
        to.computeIfAbsent(key, any -> new HashMap<>())
                .computeIfAbsent(register, any -> new ArrayList<>())
                .add(statement);
    }

    private static <K, R> Map<K, Map<R, Register>> registers(Map<K, Map<R, List<RegisterValue>>> statements) {
        Map<K, Map<R, Register>> registers = new HashMap<>();
        statements.forEach((key, stated) -> {
            Map<R, Register> of = new HashMap<>();
            stated.forEach((register, all) -> of.put(register, Registers.of(all)));
            registers.put(key, of);
        });
        return registers;
    }

    private static RegisterValue statement(
            ActivationEvent event, @Nullable Map<String, Long> counts, @Nullable String note) {
        return new RegisterValue(event.observedAt(), event.eventId(), event.receivedAt(), counts, note, event.by());
    }
}
