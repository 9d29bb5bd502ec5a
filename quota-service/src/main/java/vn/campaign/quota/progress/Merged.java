package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationReported;
import vn.campaign.contract.event.ActivationVerified;
import vn.campaign.contract.event.ReportWithdrawn;
import vn.campaign.contract.event.VerificationWithdrawn;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.Statement;

/**
 * A batch of events merged in memory: whatever was said many times of one unit and day costs one write.
 *
 * @param events how many there were
 * @param statements how many of them are different ones
 * @param reports registers by unit, day and source
 * @param verifications registers by unit and as-of date
 */
record Merged(
        int events,
        int statements,
        Map<NodeDay, Map<String, Register>> reports,
        Map<Node, Map<LocalDate, Register>> verifications) {

    static Merged of(Collection<ActivationEvent> events) {
        int statements =
                (int) events.stream().map(ActivationEvent::eventId).distinct().count();
        Merged merged = new Merged(events.size(), statements, new HashMap<>(), new HashMap<>());
        events.forEach(merged::add);
        return merged;
    }

    /** The days of units that it is about, those of verifications as well. */
    int days() {
        return reports.size()
                + verifications.values().stream().mapToInt(Map::size).sum();
    }

    private void add(ActivationEvent event) {
        if (event instanceof ActivationReported reported) {
            report(event, reported.source(), statement(event, reported.counts(), reported.note()));
        } else if (event instanceof ReportWithdrawn withdrawn) {
            report(event, withdrawn.source(), statement(event, null, null));
        } else if (event instanceof ActivationVerified verified) {
            verification(event, statement(event, verified.counts(), null));
        } else if (event instanceof VerificationWithdrawn) {
            verification(event, statement(event, null, null));
        }
    }

    private void report(ActivationEvent event, String source, Statement statement) {
        reports.computeIfAbsent(new NodeDay(node(event), event.day()), day -> new HashMap<>())
                .merge(source, Registers.of(statement), Registers::merge);
    }

    private void verification(ActivationEvent event, Statement statement) {
        verifications
                .computeIfAbsent(node(event), node -> new HashMap<>())
                .merge(event.day(), Registers.of(statement), Registers::merge);
    }

    private static Node node(ActivationEvent event) {
        return new Node(event.campaign(), event.unit());
    }

    private static Statement statement(ActivationEvent event, Map<String, Long> counts, String note) {
        return new Statement(event.observedAt(), event.eventId(), event.receivedAt(), counts, note, event.by());
    }
}
