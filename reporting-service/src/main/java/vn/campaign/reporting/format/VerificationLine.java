package vn.campaign.reporting.format;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** A verification in a bulk request. */
@JsonIncludeProperties({"unit", "asOf", "counts", "observedAt"})
public record VerificationLine(
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
