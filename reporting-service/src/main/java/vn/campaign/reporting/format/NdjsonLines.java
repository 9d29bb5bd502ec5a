package vn.campaign.reporting.format;

import java.io.IOException;
import java.io.InputStream;
import vn.campaign.reporting.intake.Draft;
import vn.campaign.reporting.intake.Form;
import vn.campaign.reporting.intake.RefusalCode;

/** One JSON object for each line; a faulty line, however long, leaves the others readable. */
final class NdjsonLines implements Lines {

    private final InputStream body;
    private final Form form;
    private final byte[] input = new byte[16 * 1024];
    private final byte[] line = new byte[Line.MAX_BYTES];
    private int position;
    private int limit;
    private int length;
    private long number;

    NdjsonLines(InputStream body, Form form) {
        this.body = body;
        this.form = form;
    }

    @Override
    public Line next() throws IOException {
        while (readLine()) {
            if (!blank()) {
                return new Line(number, reading().statement());
            }
        }
        return null;
    }

    private Draft reading() {
        Draft draft = Draft.line(form);
        if (length > line.length) {
            draft.refuse(RefusalCode.TOO_LARGE, null, "A line is at most " + line.length + " bytes.");
        } else {
            JsonReader.read(line, length, draft);
        }
        return draft;
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
