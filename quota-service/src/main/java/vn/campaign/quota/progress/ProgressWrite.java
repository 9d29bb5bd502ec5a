package vn.campaign.quota.progress;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.NodeProgress;

/**
 * A conditional write of a node's progress.
 *
 * @param expected the version that was read, or null when there was no document
 * @param progress the document as it is to be, with its new version
 * @param changedDays the days of it that may differ from what was read
 * @param changedVerifications the verifications of it that may differ
 */
public record ProgressWrite(
        @Nullable String expected,
        NodeProgress progress,
        Set<LocalDate> changedDays,
        Set<LocalDate> changedVerifications) {}
