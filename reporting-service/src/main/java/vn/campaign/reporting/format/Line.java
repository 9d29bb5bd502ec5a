package vn.campaign.reporting.format;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission;
import vn.campaign.reporting.intake.Submission.Kind;

/**
 * One line of a bulk body: a submission, or why there is none.
 *
 * @param number physical line from 1; of a JSON array the element, from 1
 */
public record Line(long number, @Nullable Submission submission, @Nullable Rejected refusal) {

    /** The longest line, and the longest body of a single submission. */
    public static final int MAX_BYTES = 64 * 1024;

    static Line of(long number, Submission submission) {
        return new Line(number, submission, null);
    }

    static Line refused(long number, RefusalCode code, @Nullable String field, String detail) {
        return new Line(number, null, new Rejected(code, field, detail));
    }

    static Line tooLong(long number) {
        return refused(number, RefusalCode.TOO_LARGE, null, "A line is at most " + MAX_BYTES + " bytes.");
    }

    /** Reads a JSON object. */
    static Line json(long number, byte[] bytes, int length, Kind kind) {
        try {
            BulkLine line = StrictJson.mapper().readValue(bytes, 0, length, BulkLine.type(kind));
            return line == null
                    ? refused(number, RefusalCode.MALFORMED, null, "This is not a JSON object.")
                    : of(number, line.submission());
        } catch (JacksonException failure) {
            return new Line(number, null, StrictJson.refusal(failure));
        }
    }
}
