package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/**
 * The documents of progress. Every read sees what was last written; every write is a compare-and-set of one document on
 * the version it had when read, and is durable when the call returns. What a read does not find is absent from its
 * result.
 */
public interface ProgressStore {

    /** Plan headers by campaign. */
    Map<String, CampaignHeader> headers(Collection<String> campaigns);

    /** What the plan says of nodes. */
    Map<Node, UnitPlan> units(Collection<Node> nodes);

    /** The nodes above nodes; absent for a root and for what the plan does not know. */
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

    /** Writes sheets; returns those of which another version was found, and which were not written. */
    Set<NodeDay> writeSheets(Map<NodeDay, SheetWrite> writes);

    /** Writes progress; returns the nodes of which another version was found, and which were not written. */
    Set<Node> writeProgress(Map<Node, ProgressWrite> writes);

    /**
     * A change of a day sheet.
     *
     * @param expected the version read, or null when there was no document
     * @param sources registers of sources to set
     * @param children registers of children to set; null values remove
     */
    record SheetWrite(
            String expected, String version, DaySum sum, Map<String, Register> sources, Map<String, DaySum> children) {}

    /**
     * A change of a node's progress.
     *
     * @param expected the version read, or null when there was no document
     * @param progress what it is to be, with its new version
     * @param changedDays the days of it that may differ from what was read
     * @param changedVerifications the verifications of it that may differ
     */
    record ProgressWrite(
            String expected, NodeProgress progress, Set<LocalDate> changedDays, Set<LocalDate> changedVerifications) {}
}
