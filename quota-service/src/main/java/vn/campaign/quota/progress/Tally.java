package vn.campaign.quota.progress;

import java.util.Map;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/** Finds out what the events of a batch change, beside what the store holds before they are written. */
final class Tally {

    private int known;
    private int standing;

    /**
     * Compares each register of the batch with the stored one.
     *
     * @param sheets of the days that the batch reports, as they are stored; a day without one is taken for new
     * @param progress of the nodes that the batch touches, as it is stored
     */
    Tally(MergedBatch batch, Map<NodeDay, DaySheet> sheets, Map<Node, NodeProgress> progress) {
        batch.reports().forEach((day, registers) -> {
            DaySheet sheet = sheets.get(day);
            Map<String, Register> stored = sheet == null ? Map.of() : sheet.sources();
            registers.forEach((source, register) -> compare(stored.get(source), register));
        });
        batch.verifications().forEach((node, registers) -> {
            Map<?, Register> stored = progress.get(node).verifications();
            registers.forEach((asOf, register) -> compare(stored.get(asOf), register));
        });
    }

    private void compare(Register stored, Register batch) {
        if (stored == null) {
            standing++;
            return;
        }
        known += (int) Registers.statements(batch)
                .filter(statement -> Registers.statements(stored)
                        .anyMatch(other -> other.eventId().equals(statement.eventId())))
                .count();
        if (RegisterValue.BY_STAMP.compare(batch.standing(), stored.standing()) > 0) {
            standing++;
        }
    }

    /** What came of the batch, once the versions are written. */
    BatchOutcome counted(MergedBatch batch, Map<Node, String> versions) {
        int repeated = batch.events() - batch.statements();
        return new BatchOutcome(
                versions, batch.events() - batch.days(), batch.statements() - known - standing, repeated + known);
    }
}
