package vn.campaign.reporting.format;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import vn.campaign.reporting.intake.Draft;
import vn.campaign.reporting.intake.Form;
import vn.campaign.reporting.intake.RefusalCode;

/** A JSON array of objects; where the JSON itself breaks, the rest cannot be found, and the last line says so. */
final class JsonArrayLines implements Lines {

    private final Form form;
    private final JsonParser parser;
    private long element;
    private boolean ended;

    JsonArrayLines(InputStream body, Form form) throws IOException {
        this.form = form;
        this.parser = JsonReader.parser(body);
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BodyRefusedException(RefusalCode.MALFORMED, null, "This is not a JSON array.");
            }
        } catch (JacksonException broken) {
            throw new BodyRefusedException(RefusalCode.MALFORMED, null, faultIn(broken));
        }
    }

    @Override
    public Line next() throws IOException {
        if (ended) {
            return null;
        }
        element++;
        Draft draft = Draft.line(form);
        try {
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonReader.object(parser, draft);
            } else {
                ended = true;
                if (parser.nextToken() == null) {
                    return null;
                }
                draft.refuse(RefusalCode.MALFORMED, null, "More follows after the array.");
            }
        } catch (JacksonException broken) {
            ended = true;
            draft.refuse(RefusalCode.MALFORMED, null, faultIn(broken) + " Nothing after it was read.");
        }
        return new Line(element, draft.statement());
    }

    private static String faultIn(JacksonException broken) throws IOException {
        if (broken instanceof JacksonIOException interrupted
                && !(interrupted.getCause() instanceof CharConversionException)) {
            throw interrupted.getCause();
        }
        return JsonReader.fault(broken);
    }
}
