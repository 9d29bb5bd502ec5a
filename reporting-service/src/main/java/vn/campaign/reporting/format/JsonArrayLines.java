package vn.campaign.reporting.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission.Kind;

/** A JSON array of objects; where the JSON itself breaks, the rest cannot be found, and the last line says so. */
final class JsonArrayLines implements Lines {

    /** Finds elements, whatever is in them. */
    private static final ObjectReader ELEMENTS =
            StrictJson.mapper().reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** Escaped, half of a surrogate pair can be written too. */
    private static final ObjectWriter ELEMENT = StrictJson.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Kind kind;
    private final JsonParser parser;
    private long number;
    private boolean ended;

    JsonArrayLines(InputStream body, Kind kind) throws IOException {
        this.kind = kind;
        // Given a decoder, the reader refuses bytes that are not UTF-8 instead of replacing them.
        this.parser = ELEMENTS.createParser(new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()));
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BodyRefusedException(RefusalCode.MALFORMED, null, "This is not a JSON array.");
            }
        } catch (JacksonException broken) {
            throw new BodyRefusedException(RefusalCode.MALFORMED, null, faultIn(broken));
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        if (ended) {
            return null;
        }
        number++;
        try {
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                byte[] element = element();
                return element.length > Line.MAX_BYTES
                        ? Line.tooLong(number)
                        : Line.json(number, element, element.length, kind);
            }
            ended = true;
            return parser.nextToken() == null
                    ? null
                    : Line.refused(number, RefusalCode.MALFORMED, null, "More follows after the array.");
        } catch (JacksonException broken) {
            ended = true;
            return Line.refused(number, RefusalCode.MALFORMED, null, faultIn(broken) + " Nothing after it was read.");
        }
    }

    /**
     * The element by itself, so that a fault in it leaves the parser at its end; numbers stay as they are written. Of one too
     * long only the beginning is kept.
     */
    private byte[] element() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator copy = ELEMENT.createGenerator(bytes)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (bytes.size() <= Line.MAX_BYTES) {
                    copy(token, copy);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
        }
        return bytes.toByteArray();
    }

    private void copy(JsonToken token, JsonGenerator copy) {
        if (token.isNumeric()) {
            copy.writeNumber(parser.getString());
        } else {
            copy.copyCurrentEvent(parser);
        }
    }

    private static String faultIn(JacksonException broken) throws IOException {
        if (broken instanceof JacksonIOException interrupted
                && !(interrupted.getCause() instanceof CharacterCodingException)) {
            throw interrupted.getCause();
        }
        return StrictJson.position(broken);
    }
}
