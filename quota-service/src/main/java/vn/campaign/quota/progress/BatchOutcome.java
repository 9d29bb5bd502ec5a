package vn.campaign.quota.progress;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/**
 * The outcome of a batch. Each event of it stands, was superseded, or changed nothing.
 *
 * @param nodes every node that the batch touched, also where no figure changed
 * @param merged events that needed no write of their own, because an earlier one of the batch has the same unit and day
 * @param superseded events for which a newer statement was known, from the store or from the batch itself
 * @param unchanged events that were known already: redelivered, or sent again
 */
public record BatchOutcome(Set<Node> nodes, int merged, int superseded, int unchanged) {

    /**
     * Compares the registers of a batch with those that the store held before.
     *
     * @param sheets of the days that the batch reports; a day without one is new
     * @param progress of the nodes that the batch reports or verifies
     */
    static BatchOutcome of(MergedBatch batch, Map<NodeDay, DaySheet> sheets, Map<Node, NodeProgress> progress) {
        Comparison comparison = new Comparison();
        batch.reports().forEach((day, registers) -> {
            DaySheet sheet = sheets.get(day);
            Map<String, Register> stored = sheet == null ? Map.of() : sheet.sources();
            registers.forEach((source, register) -> comparison.add(stored.get(source), register));
        });
        batch.verifications().forEach((node, registers) -> {
            Map<?, Register> stored = progress.get(node).verifications();
            registers.forEach((asOf, register) -> comparison.add(stored.get(asOf), register));
        });
        int repeated = batch.events() - batch.statements();
        return new BatchOutcome(
                Set.of(),
                batch.events() - batch.days(),
                batch.statements() - comparison.known - comparison.standing,
                repeated + comparison.known);
    }

    BatchOutcome touching(Set<Node> touched) {
        return new BatchOutcome(touched, merged, superseded, unchanged);
    }

    private static final class Comparison {

        private int known;
        private int standing;

        void add(@Nullable Register stored, Register batch) {
            if (stored == null) {
                standing++;
                return;
            }
            Set<String> ids = new HashSet<>();
            Registers.statements(stored).forEach(statement -> ids.add(statement.eventId()));
            Registers.statements(batch)
                    .filter(statement -> ids.contains(statement.eventId()))
                    .forEach(statement -> known++);
            if (RegisterValue.BY_STAMP.compare(batch.standing(), stored.standing()) > 0) {
                standing++;
            }
        }
    }
}
