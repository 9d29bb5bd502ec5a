package vn.campaign.reporting.bulk;

import java.util.ArrayList;
import java.util.List;
import vn.campaign.reporting.bulk.ImportSummary.LineError;
import vn.campaign.reporting.intake.Refusal;

/** Counts the lines of one request. */
final class Tally {

    /** Nobody reads more, and a summary shall fit in memory whatever was sent. */
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

    void reject(long line, Refusal refusal) {
        rejected++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(new LineError(line, refusal.code().name(), refusal.field(), refusal.detail()));
        }
    }

    ImportSummary summary() {
        long omitted = rejected - errors.size();
        return new ImportSummary(received(), accepted, rejected, errors, omitted == 0 ? null : omitted);
    }
}
