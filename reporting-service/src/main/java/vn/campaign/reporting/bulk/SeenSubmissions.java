package vn.campaign.reporting.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import vn.campaign.contract.Sha256;
import vn.campaign.contract.event.ActivationEvent;

/**
 * Which submissions a bulk request has already made. Of each it keeps a 128-bit hash in an open-addressing table, and two
 * different ones are mistaken for each other less often than memory fails. A million take 32 MB; a {@code HashSet} of the
 * same hashes takes 70 MB, and four requests at once, which the service allows, ran out of a heap of 256 MB.
 */
final class SeenSubmissions {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final MessageDigest digest = Sha256.newDigest();
    /** Two longs for each place; both 0 where nothing is. */
    private long[] table = new long[2 * FIRST_CAPACITY];

    private int size;

    int size() {
        return size;
    }

    /** Whether no submission for the same unit, day, source and observedAt came before. */
    boolean add(ActivationEvent event) {
        String identity = String.join(
                "\n",
                event.key(),
                event.day().toString(),
                String.valueOf(event.source()),
                event.observedAt().toString());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(identity.getBytes(StandardCharsets.UTF_8)));
        // The lowest bit is given up so that no hash looks like an empty place.
        return add(hash.getLong() | 1, hash.getLong());
    }

    private boolean add(long high, long low) {
        int place = place(high, low);
        if (table[place] != 0) {
            return false;
        }
        table[place] = high;
        table[place + 1] = low;
        size++;
        if (size > table.length / 2 * 3 / 4) {
            grow();
        }
        return true;
    }

    /** Where the hash stands, or would. */
    private int place(long high, long low) {
        int place = (int) low * 2 & table.length - 1;
        while (table[place] != 0 && (table[place] != high || table[place + 1] != low)) {
            place = place + 2 & table.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] former = table;
        table = new long[2 * former.length];
        for (int i = 0; i < former.length; i += 2) {
            if (former[i] != 0) {
                int place = place(former[i], former[i + 1]);
                table[place] = former[i];
                table[place + 1] = former[i + 1];
            }
        }
    }
}
