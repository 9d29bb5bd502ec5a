package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
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

    /** The plan's units. */
    Map<Node, UnitPlan> units(Collection<Node> nodes);

    /** The parents of nodes; absent for a root and for a node that the plan does not know. */
    Map<Node, Node> parents(Collection<Node> nodes);

    /** Whole day sheets. */
    Map<NodeDay, DaySheet> sheets(Collection<NodeDay> days);

    /** Day sheets of inner nodes with the registers of the named children alone. */
    Map<NodeDay, DaySheet> sheets(Map<NodeDay, Set<String>> children);

    /** The sums of day sheets alone. */
    Map<NodeDay, DaySum> sums(Collection<NodeDay> days);

    /** Progress documents. */
    Map<Node, NodeProgress> progress(Collection<Node> nodes);

    /** Single days of progress documents. */
    Map<NodeDay, DaySum> days(Collection<NodeDay> days);

    /** Writes sheets; returns the conflicts: those that had another version and were not written. */
    Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes);

    /** Writes progress; returns the conflicts: those that had another version and were not written. */
    Set<Node> writeProgress(Map<Node, ProgressWrite> writes);

    /**
     * A conditional write of a day sheet.
     *
     * @param expected the version that was read, or null when there was no document
     * @param sources registers of sources to set
     * @param children registers of children to set; a null value removes
     */
    record SheetWrite(
            @Nullable String expected,
            String version,
            DaySum sum,
            Map<String, Register> sources,
            Map<String, @Nullable DaySum> children) {}

    /**
     * A conditional write of a node's progress.
     *
     * @param expected the version that was read, or null when there was no document
     * @param progress the document as it is to be, with its new version
     * @param changedDays the days of it that may differ from what was read
     * @param changedVerifications the verifications of it that may differ
     */
    record ProgressWrite(
            @Nullable String expected,
            NodeProgress progress,
            Set<LocalDate> changedDays,
            Set<LocalDate> changedVerifications) {}
}
