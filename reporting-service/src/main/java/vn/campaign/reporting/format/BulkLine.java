package vn.campaign.reporting.format;

import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/** A JSON object in a bulk request. */
sealed interface BulkLine permits ReportLine, VerificationLine {

    Submission submission();

    static Class<? extends BulkLine> type(Kind kind) {
        return kind == Kind.REPORT ? ReportLine.class : VerificationLine.class;
    }
}
