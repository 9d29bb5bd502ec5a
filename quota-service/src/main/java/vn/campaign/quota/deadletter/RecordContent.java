package vn.campaign.quota.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes that anybody may have written, so that they can be looked at.
 *
 * @param text the bytes as text, where they are UTF-8
 * @param base64 the bytes, where they are not
 * @param bytes how many there are
 * @param cut whether only the beginning is here
 */
record RecordContent(String text, String base64, int bytes, boolean cut) {

    private static final int SHOWN = 64 << 10;

    /** Null for null. */
    static RecordContent of(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new RecordContent(beginning(text, SHOWN), null, bytes.length, text.length() > SHOWN);
        } catch (CharacterCodingException binary) {
            byte[] shown = Arrays.copyOf(bytes, Math.min(SHOWN, bytes.length));
            return new RecordContent(
                    null, Base64.getEncoder().encodeToString(shown), bytes.length, bytes.length > SHOWN);
        }
    }

    /** As much of a text, and never half of a character. */
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
