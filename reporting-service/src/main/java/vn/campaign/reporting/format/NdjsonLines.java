package vn.campaign.reporting.format;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Submission.Kind;

/** One JSON object for each line; a faulty line, however long, leaves the others readable. */
final class NdjsonLines implements Lines {

    private final InputStream body;
    private final Kind kind;
    private final byte[] input = new byte[16 * 1024];
    private final byte[] line = new byte[Line.MAX_BYTES];
    private int position;
    private int limit;
    private int length;
    private long number;

    NdjsonLines(InputStream body, Kind kind) {
        this.body = body;
        this.kind = kind;
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (readLine()) {
            if (!blank()) {
                return length > line.length ? Line.tooLong(number) : Line.json(number, line, length, kind);
            }
        }
        return null;
    }

    /** Reads one line without its end; of one too long only the beginning is kept. False after the last. */
    private boolean readLine() throws IOException {
        length = 0;
        boolean any = false;
        for (int next = read(); next >= 0; next = read()) {
            any = true;
            if (next == '\n') {
                break;
            }
            if (length < line.length) {
                line[length] = (byte) next;
            }
            length = Math.min(length + 1, line.length + 1);
        }
        number++;
        return any;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, body.read(input));
        }
        return position == limit ? -1 : input[position++] & 0xFF;
    }

    private boolean blank() {
        for (int i = 0; i < Math.min(length, line.length); i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return length <= line.length;
    }
}
