package vn.campaign.reporting.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.SourceName;
import vn.campaign.web.access.Role;

/**
 * A report, a verification or a withdrawal as it was sent, in whatever format; nothing of it is checked yet.
 *
 * @param day text of the activity date or of the as-of date
 * @param counts by indicator code, each number as it was written; null for a withdrawal
 * @param source null for the default; verifications have none
 * @param observedAt null for the time of receipt
 */
public record Submission(
        Kind kind,
        @Nullable String unit,
        @Nullable String day,
        @Nullable Map<String, BigDecimal> counts,
        @Nullable String source,
        @Nullable String observedAt,
        @Nullable String note) {

    /** What is submitted, by whom, and how its date is called. */
    public enum Kind {
        REPORT(Role.REPORTER, "date"),
        REPORT_WITHDRAWAL(Role.REPORTER, "date"),
        VERIFICATION(Role.VERIFIER, "asOf"),
        VERIFICATION_WITHDRAWAL(Role.VERIFIER, "asOf");

        private final Role role;
        private final String dayField;

        Kind(Role role, String dayField) {
            this.role = role;
            this.dayField = dayField;
        }

        /** Who may submit it. */
        public Role role() {
            return role;
        }

        public String dayField() {
            return dayField;
        }

        /** The fields of a line of a bulk request, beside its counts. */
        public List<String> lineFields() {
            return this == REPORT
                    ? List.of("unit", dayField, "source", "observedAt", "note")
                    : List.of("unit", dayField, "observedAt");
        }
    }

    /** Withdraws what one source reported for a day. */
    public static Submission reportWithdrawal(
            String unit, String date, @Nullable String source, @Nullable String observedAt) {
        return new Submission(Kind.REPORT_WITHDRAWAL, unit, date, null, source, observedAt, null);
    }

    /** Withdraws the verification as of a date. */
    public static Submission verificationWithdrawal(String unit, String asOf, @Nullable String observedAt) {
        return new Submission(Kind.VERIFICATION_WITHDRAWAL, unit, asOf, null, null, observedAt, null);
    }

    /** The source under its normalized name, or the default; null if what is stated is not a name. */
    @Nullable
    String normalizedSource() {
        return source == null
                ? SourceName.DEFAULT
                : SourceName.normalized(source).orElse(null);
    }
}
