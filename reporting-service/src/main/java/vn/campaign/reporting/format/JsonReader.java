package vn.campaign.reporting.format;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import vn.campaign.reporting.intake.Draft;
import vn.campaign.reporting.intake.RefusalCode;

/** Reads JSON objects into drafts token by token: a fault is named with its field, a number is kept as it is written. */
public final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Line.MAX_BYTES)
                    .maxNestingDepth(50)
                    .build())
            .build();

    private JsonReader() {}

    /** Reads a body that is one object; whatever is wrong with it is noted in the draft. */
    public static void read(byte[] body, Draft draft) {
        read(body, body.length, draft);
    }

    static void read(byte[] bytes, int length, Draft draft) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, length)) {
            parser.nextToken();
            object(parser, draft);
            if (parser.nextToken() != null) {
                draft.refuse(RefusalCode.MALFORMED, null, "More follows after the object.");
            }
        } catch (JacksonException broken) {
            draft.refuse(RefusalCode.MALFORMED, null, fault(broken));
        }
    }

    static JsonParser parser(InputStream body) {
        return FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    /** Reads the value that the parser stands on, to its end. */
    static void object(JsonParser parser, Draft draft) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse(parser, draft, null, "This is not a JSON object.");
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!draft.open(field)) {
                parser.skipChildren();
            } else if (field.equals("counts")) {
                counts(parser, draft);
            } else if (value == JsonToken.VALUE_STRING) {
                draft.text(field, parser.getString());
            } else if (value != JsonToken.VALUE_NULL) {
                refuse(parser, draft, field, "The field is a text.");
            }
        }
    }

    private static void counts(JsonParser parser, Draft draft) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse(parser, draft, "counts", "Counts are an object of indicators and numbers.");
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String indicator = parser.currentName();
            if (parser.nextToken().isNumeric()) {
                count(parser, draft, indicator);
            } else {
                refuse(parser, draft, "counts." + indicator, "A count is a number.");
            }
        }
    }

    private static void count(JsonParser parser, Draft draft, String indicator) {
        try {
            draft.count(indicator, parser.getDecimalValue());
        } catch (NumberFormatException beyondAllBounds) {
            // A number in JSON, but with an exponent that no decimal can hold.
            draft.refuse(RefusalCode.COUNT_INVALID, "counts." + indicator, "A count is a whole number.");
        }
    }

    private static void refuse(JsonParser parser, Draft draft, String field, String detail) {
        draft.refuse(RefusalCode.MALFORMED, field, detail);
        parser.skipChildren();
    }

    /** Where JSON is broken, for a person; Jackson's own message would repeat what the client sent. */
    static String fault(JacksonException broken) {
        TokenStreamLocation at = broken.getLocation();
        return at == null
                ? "This is not well-formed JSON."
                : "This is not well-formed JSON at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }
}
