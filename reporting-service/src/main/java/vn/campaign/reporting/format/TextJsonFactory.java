package vn.campaign.reporting.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * Parses JSON in UTF-8 as text. Jackson's parser of bytes keeps a table of names, which who makes up a new one for each line
 * lets it copy for each line; without the table it would replace what is not UTF-8 instead of refusing it.
 */
final class TextJsonFactory extends JsonFactory {

    TextJsonFactory(JsonFactoryBuilder settings) {
        super(settings.disable(Feature.CANONICALIZE_PROPERTY_NAMES));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext context, IOContext input, InputStream in) {
        try {
            byte[] bytes = in.readAllBytes();
            return _createParser(context, input, bytes, 0, bytes.length);
        } catch (IOException interrupted) {
            throw JacksonIOException.construct(interrupted);
        }
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext context, IOContext input, byte[] bytes, int offset, int length) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return _createParser(context, input, text.array(), 0, text.limit(), false);
        } catch (CharacterCodingException malformed) {
            throw JacksonIOException.construct(malformed);
        }
    }
}
