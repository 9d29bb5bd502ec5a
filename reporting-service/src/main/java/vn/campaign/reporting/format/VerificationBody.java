package vn.campaign.reporting.format;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** A verification whose unit and date are in the address. */
@JsonIncludeProperties({"counts", "observedAt"})
public record VerificationBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"ACTIVATED\": 312}") @Nullable
                Map<String, BigDecimal> counts,
        @Schema(
                        format = "date-time",
                        example = "2023-06-21T17:30:00+07:00",
                        description = "Default: the time of receipt")
                @Nullable
                String observedAt) {

    public Submission submission(String unit, String asOf) {
        return new Submission(Kind.VERIFICATION, unit, asOf, counts, null, observedAt, null);
    }
}
