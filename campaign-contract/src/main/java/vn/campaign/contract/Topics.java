package vn.campaign.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The Kafka topics, and the settings that their meaning depends on. */
public final class Topics {

    /** Reports, withdrawals and verifications; key {@code campaign/unit}; the full history of a campaign. */
    public static final String ACTIVATIONS = "campaign.activations";

    /** Plan headers, key {@code campaign}, and the history of their changes, key {@code campaign/version}; compacted. */
    public static final String PLANS = "campaign.plans";

    /** One record for each unit of a plan, key {@code campaign/unit}; compacted. */
    public static final String UNITS = "campaign.units";

    /** Which nodes changed, key {@code campaign}; a hint for readers, kept for hours. */
    public static final String PROGRESS = "campaign.progress";

    /** Records of {@link #ACTIVATIONS} that could not be read, unchanged, with the reason in headers. */
    public static final String DEAD_LETTERS = "campaign.activations.dlt";

    private static final String SIX_HOURS = String.valueOf(6 * 60 * 60 * 1000L);
    private static final String FOREVER = "-1";
    private static final int MAX_RECORD = 1 << 20;

    /** A dead letter is larger than its record; one that did not fit would block the counting. */
    public static final int MAX_DEAD_LETTER = 2 * MAX_RECORD;

    private Topics() {}

    /**
     * All topics with the given number of partitions and replicas. A write is acknowledged when all replicas but one have
     * it, so that one of them may be away.
     */
    public static List<NewTopic> all(int partitions, short replicas) {
        return List.of(
                topic(ACTIVATIONS, partitions, replicas, kept(MAX_RECORD)),
                topic(DEAD_LETTERS, partitions, replicas, kept(MAX_DEAD_LETTER)),
                topic(PROGRESS, partitions, replicas, hints()),
                topic(PLANS, partitions, replicas, compacted()),
                topic(UNITS, partitions, replicas, compacted()));
    }

    private static NewTopic topic(String name, int partitions, short replicas, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.max(1, replicas - 1)));
        return new NewTopic(name, partitions, replicas).configs(all);
    }

    private static Map<String, String> kept(int largest) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                FOREVER,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(largest));
    }

    /** A broker without replicas flushes what it acknowledges (decision 38), but not these, which promise nothing. */
    private static Map<String, String> hints() {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                SIX_HOURS,
                TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                String.valueOf(Long.MAX_VALUE));
    }

    private static Map<String, String> compacted() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
}
