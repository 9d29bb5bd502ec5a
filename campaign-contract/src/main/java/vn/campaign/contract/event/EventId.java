package vn.campaign.contract.event;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Sha256;

/**
 * The id of an event: the first 128 bits, in hexadecimal, of the SHA-256 of its type, campaign, unit, day, source,
 * observedAt, counts and note. Each text is preceded by its length, so no two events give the same bytes.
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
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            text(out, type.getSimpleName());
            text(out, campaign);
            text(out, unit);
            out.writeLong(day.toEpochDay());
            text(out, source);
            out.writeLong(observedAt.toEpochMilli());
            out.writeLong(counts.size());
            for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
                text(out, count.getKey());
                out.writeLong(count.getValue());
            }
            text(out, note);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return HexFormat.of().formatHex(Sha256.newDigest().digest(bytes.toByteArray()), 0, BYTES);
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeLong(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeLong(bytes.length);
        out.write(bytes);
    }
}
