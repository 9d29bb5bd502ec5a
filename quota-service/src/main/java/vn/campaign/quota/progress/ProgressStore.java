package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/**
 * Stores the documents of progress. A read sees the last write; what it does not find is absent from its result. A write is
 * a compare-and-set of single documents on the version that was read, and is durable when the call returns.
 */
public interface ProgressStore {

    /** Plan headers by campaign. */
    Map<String, CampaignHeader> headers(Collection<String> campaigns);

    /** Where the plan places units. */
    Map<Node, UnitPlacement> units(Collection<Node> nodes);

    /** Whole day sheets. */
    Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days);

    /** The sums of day sheets alone. */
    Map<NodeDay, DaySheet> sums(Collection<NodeDay> days);

    /** Whole progress documents. */
    Map<Node, NodeProgress> progress(Collection<Node> nodes);

    /** Progress documents with the named days alone; their verifications are whole. */
    Map<Node, NodeProgress> progress(Map<Node, ? extends Collection<LocalDate>> days);

    /** Writes sheets; returns the conflicts: those that had another version and were not written. */
    Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes);

    /** Writes progress; returns the conflicts: those that had another version and were not written. */
    Set<Node> writeProgress(Map<Node, ProgressWrite> writes);

    /**
     * A conditional write of a day sheet; what it does not name stays as it is.
     *
     * @param expected the version that was read, or null when there was no document
     * @param ownSum as {@link DaySheet#ownSum}; null leaves what is stored
     * @param sources registers of sources to set; a null value removes
     * @param children registers of children to set; a null value removes
     */
    record SheetWrite(
            @Nullable String expected,
            String version,
            DaySum sum,
            @Nullable DaySum ownSum,
            Map<String, @Nullable Register> sources,
            Map<String, @Nullable DaySum> children) {

        /** The sheet's sums once it is written, without registers. */
        DaySheet sheet(NodeDay day) {
            Node node = day.node();
            return new DaySheet(node.campaign(), node.code(), day.date(), version, sum, ownSum, null, null);
        }
    }

    /**
     * A conditional write of a node's progress; what it does not name stays as it is.
     *
     * @param expected the version that was read, or null when there was no document
     * @param version the new version
     * @param inner whether a child was ever counted in it
     * @param days the days to set; a null value removes
     * @param verifications registers of verifications to set
     */
    record ProgressWrite(
            @Nullable String expected,
            String version,
            boolean inner,
            Map<LocalDate, @Nullable DaySum> days,
            Map<LocalDate, Register> verifications) {}
}
