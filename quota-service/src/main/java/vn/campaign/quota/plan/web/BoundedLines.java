package vn.campaign.quota.plan.web;

import java.io.IOException;
import java.io.Reader;

/** Reads lines of which a very long one costs no more memory than a long one. */
final class BoundedLines {

    private final Reader reader;
    private final int longest;
    private String line;

    BoundedLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        StringBuilder text = new StringBuilder();
        int length = 0;
        int character = reader.read();
        if (character < 0) {
            return false;
        }
        for (; character >= 0 && character != '\n'; character = reader.read()) {
            if (length++ < longest) {
                text.append((char) character);
            }
        }
        line = length > longest ? null : text.toString();
        return true;
    }

    /** The line, or null when it was too long. */
    String line() {
        return line;
    }
}
