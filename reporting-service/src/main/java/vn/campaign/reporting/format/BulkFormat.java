package vn.campaign.reporting.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import vn.campaign.reporting.intake.Submission.Kind;

/** The formats of a bulk body. */
public enum BulkFormat {
    /** A JSON array of objects. */
    JSON,
    /** A JSON object for each line. */
    NDJSON,
    /** Comma-separated values with a header. */
    CSV;

    /**
     * Begins to read a body.
     *
     * @param indicators codes that may be columns
     * @throws BodyRefusedException when already its beginning is at fault
     */
    public Lines open(InputStream body, Kind kind, Set<String> indicators) throws IOException {
        return switch (this) {
            case JSON -> new JsonArrayLines(body, kind);
            case NDJSON -> new NdjsonLines(body, kind);
            case CSV -> new CsvLines(body, kind, indicators);
        };
    }
}
