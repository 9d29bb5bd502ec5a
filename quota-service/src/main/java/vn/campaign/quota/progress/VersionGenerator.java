package vn.campaign.quota.progress;

import java.util.function.LongSupplier;

/**
 * Makes versions that never recur, also not after an older copy of the store was put back: a counter for people and a
 * random part.
 */
public final class VersionGenerator {

    private final LongSupplier random;

    public VersionGenerator(LongSupplier random) {
        this.random = random;
    }

    /** The version after {@code version}; null stands for no document. */
    String after(String version) {
        long count = version == null ? 0 : Long.parseLong(version.substring(0, version.indexOf('-')));
        return (count + 1) + "-" + Long.toHexString(random.getAsLong());
    }
}
