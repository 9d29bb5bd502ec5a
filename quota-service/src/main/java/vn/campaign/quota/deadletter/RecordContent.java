package vn.campaign.quota.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a record as JSON can show them.
 *
 * @param text the bytes as text, where they are UTF-8
 * @param base64 the bytes, where they are not
 * @param bytes the number of bytes
 * @param cut whether this is only the beginning
 */
record RecordContent(@Nullable String text, @Nullable String base64, int bytes, boolean cut) {

    private static final int MAX_SHOWN = 64 << 10;

    static @Nullable RecordContent of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new RecordContent(beginning(text, MAX_SHOWN), null, bytes.length, text.length() > MAX_SHOWN);
        } catch (CharacterCodingException binary) {
            byte[] shown = Arrays.copyOf(bytes, Math.min(MAX_SHOWN, bytes.length));
            return new RecordContent(
                    null, Base64.getEncoder().encodeToString(shown), bytes.length, bytes.length > MAX_SHOWN);
        }
    }

    /** The beginning of a text, which never ends within a character. */
    static String beginning(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }
}
