package vn.campaign.reporting.bulk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Outcome.Rejected;

/**
 * What became of a bulk request.
 *
 * @param received lines read
 * @param accepted lines that were taken, or in a dry run would be
 * @param rejected lines that were not
 * @param errors the first of the rejected lines
 * @param errorsOmitted rejected lines beyond those, or null when all are named
 */
public record ImportSummary(
        long received, long accepted, long rejected, List<LineError> errors, @Nullable Long errorsOmitted) {

    /**
     * Why a line was rejected.
     *
     * @param line physical line from 1; of a JSON array the element, from 1
     * @param field the field at fault, or null
     */
    public record LineError(long line, String code, @Nullable String field, String detail) {}

    /** Counts lines while they are read. */
    static final class Builder {

        /** A summary fits in memory whatever was sent. */
        private static final int MAX_ERRORS = 10_000;

        private final List<LineError> errors = new ArrayList<>();
        private long accepted;
        private long rejected;

        long received() {
            return accepted + rejected;
        }

        long accepted() {
            return accepted;
        }

        void accept() {
            accepted++;
        }

        void reject(long line, Rejected refusal) {
            rejected++;
            if (errors.size() < MAX_ERRORS) {
                errors.add(new LineError(line, refusal.code().name(), refusal.field(), refusal.detail()));
            }
        }

        ImportSummary build() {
            long omitted = rejected - errors.size();
            return new ImportSummary(received(), accepted, rejected, errors, omitted == 0 ? null : omitted);
        }
    }
}
