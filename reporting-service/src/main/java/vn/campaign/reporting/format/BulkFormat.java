package vn.campaign.reporting.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
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

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /**
     * Begins to read a body.
     *
     * @param indicators codes that may be columns
     * @throws BodyRefusedException when already its beginning is at fault
     */
    public Lines open(InputStream body, Kind kind, Set<String> indicators) throws IOException {
        InputStream text = withoutMark(body);
        return switch (this) {
            case JSON -> new JsonArrayLines(text, kind);
            case NDJSON -> new NdjsonLines(text, kind);
            case CSV -> new CsvLines(text, kind, indicators);
        };
    }

    private static InputStream withoutMark(InputStream body) throws IOException {
        var stream = new PushbackInputStream(body, BYTE_ORDER_MARK.length);
        byte[] start = stream.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
            stream.unread(start);
        }
        return stream;
    }
}
