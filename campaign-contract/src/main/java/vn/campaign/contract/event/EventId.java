package vn.campaign.contract.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Sha256;

/**
 * The id of a statement: the first 128 bits, in hexadecimal, of the SHA-256 of its type, campaign, unit, day, source,
 * observedAt, counts and note. Each text is preceded by its length, so no two statements give the same bytes.
 */
final class EventId {

    private static final int BYTES = 16;

    private EventId() {}

    static String of(
            Class<? extends ActivationEvent> type,
            String campaign,
            String unit,
            LocalDate day,
            @Nullable String source,
            Instant observedAt,
            Map<String, Long> counts,
            @Nullable String note) {
        MessageDigest hash = Sha256.newDigest();
        text(hash, type.getSimpleName());
        text(hash, campaign);
        text(hash, unit);
        number(hash, day.toEpochDay());
        text(hash, source);
        number(hash, observedAt.toEpochMilli());
        number(hash, counts.size());
        new TreeMap<>(counts).forEach((indicator, count) -> {
            text(hash, indicator);
            number(hash, count);
        });
        text(hash, note);
        return HexFormat.of().formatHex(hash.digest(), 0, BYTES);
    }

    private static void text(MessageDigest hash, @Nullable String text) {
        if (text == null) {
            number(hash, -1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(hash, bytes.length);
        hash.update(bytes);
    }

    private static void number(MessageDigest hash, long number) {
        hash.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }
}
