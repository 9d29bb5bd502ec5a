package vn.campaign.reporting.format;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** A JSON object in a bulk request. */
public sealed interface BulkLine {

    Submission submission();

    static Class<? extends BulkLine> type(Kind kind) {
        return kind == Kind.REPORT ? ReportLine.class : VerificationLine.class;
    }

    /** A report in a bulk request. */
    @JsonIncludeProperties({"unit", "date", "counts", "source", "observedAt", "note"})
    record ReportLine(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "thuan-an") @Nullable String unit,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "date", example = "2023-06-21") @Nullable
                    String date,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED_L1\": 5}") @Nullable
                    Map<String, BigDecimal> counts,
            @Schema(defaultValue = "unit") @Nullable String source,
            @Schema(format = "date-time", example = "2023-06-21T17:30:00+07:00") @Nullable String observedAt,
            @Schema(maxLength = 500) @Nullable String note)
            implements BulkLine {

        @Override
        public Submission submission() {
            return new Submission(Kind.REPORT, unit, date, counts, source, observedAt, note);
        }
    }

    /** A verification in a bulk request. */
    @JsonIncludeProperties({"unit", "asOf", "counts", "observedAt"})
    record VerificationLine(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "thuan-an") @Nullable String unit,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "date", example = "2023-06-21") @Nullable
                    String asOf,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED\": 312}") @Nullable
                    Map<String, BigDecimal> counts,
            @Schema(format = "date-time", example = "2023-06-21T17:30:00+07:00") @Nullable String observedAt)
            implements BulkLine {

        @Override
        public Submission submission() {
            return new Submission(Kind.VERIFICATION, unit, asOf, counts, null, observedAt, null);
        }
    }
}
