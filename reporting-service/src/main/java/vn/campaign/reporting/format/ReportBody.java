package vn.campaign.reporting.format;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** A report whose unit and date are in the address. */
@JsonIncludeProperties({"counts", "source", "observedAt", "note"})
public record ReportBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED_L1\": 5, \"ACTIVATED_L2\": 12}")
                @Nullable
                Map<String, BigDecimal> counts,
        @Schema(
                        defaultValue = "unit",
                        pattern = "[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}",
                        description = "Lower-cased, and brought to Unicode form NFC; at most 100 for a unit's day")
                @Nullable
                String source,
        @Schema(
                        format = "date-time",
                        example = "2023-06-21T17:30:00+07:00",
                        description = "Default: the time of receipt")
                @Nullable
                String observedAt,
        @Schema(maxLength = 500) @Nullable String note) {

    public Submission submission(String unit, String date) {
        return new Submission(Kind.REPORT, unit, date, counts, source, observedAt, note);
    }
}
