package vn.campaign.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vn.campaign.testing.CampaignSystem;

/**
 * The events that have been applied since a start, by the own count of who applies them.
 *
 * @param now how many there are
 */
record Applied(LongSupplier now) {

    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String METRIC = "(?m)^%s(?:\\{\\S*)? (\\S+)$";

    /** Those of instances of quota-service, all of them together. */
    static Applied by(CampaignSystem system, String... instances) {
        return new Applied(() -> (long) metric(system, "campaign_events_applied_total", instances));
    }

    /** Of those, how many compare-and-sets found another version than they had read, for each batch. */
    static double conflictsPerBatch(CampaignSystem system, String... instances) {
        return metric(system, "campaign_compare_and_set_conflicts_total", instances)
                / metric(system, "campaign_batch_apply_seconds_count", instances);
    }

    private static double metric(CampaignSystem system, String name, String... instances) {
        Pattern line = Pattern.compile(METRIC.formatted(name));
        return Stream.of(instances)
                .map(instance -> Exchange.get(system, "operator", system.management(instance, "/actuator/prometheus")))
                .flatMap(all -> line.matcher(all).results())
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    /** Those of the aggregation by Kafka Streams. */
    static Applied by(CampaignSystem system, Peer streams) {
        URI count = URI.create("http://127.0.0.1:" + streams.port() + StreamsAggregation.PROCESSED);
        return new Applied(() -> Long.parseLong(Exchange.get(system, "operator", count)));
    }

    /** Returns when there are as many. */
    void await(long events) {
        Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> now.getAsLong() >= events);
    }

    /** Events per second from when {@code from} are applied until {@code to} are; NaN when one batch brought both. */
    double perSecond(long from, long to) {
        await(from);
        long begun = now.getAsLong();
        if (begun >= to) {
            return Double.NaN;
        }
        long start = System.nanoTime();
        await(to);
        return (to - begun) * 1e9 / (System.nanoTime() - start);
    }
}
