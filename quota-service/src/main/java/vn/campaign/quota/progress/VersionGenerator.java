package vn.campaign.quota.progress;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Generates versions that never recur, even after an older copy of the store was restored: a readable counter and a random
 * part.
 */
public final class VersionGenerator {

    private final LongSupplier random;

    public VersionGenerator(LongSupplier random) {
        this.random = random;
    }

    /** The version after {@code version}, which is null where there is no document yet. */
    String after(@Nullable String version) {
        long count = version == null ? 0 : Long.parseLong(version.substring(0, version.indexOf('-')));
        return (count + 1) + "-" + Long.toHexString(random.getAsLong());
    }
}
