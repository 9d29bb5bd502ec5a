package vn.campaign.quota.progress;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.Register;

/**
 * A conditional write of a day sheet.
 *
 * @param expected the version that was read, or null when there was no document
 * @param sources registers of sources to set
 * @param children registers of children to set; a null value removes
 */
public record SheetWrite(
        @Nullable String expected,
        String version,
        DaySum sum,
        Map<String, Register> sources,
        Map<String, @Nullable DaySum> children) {}
