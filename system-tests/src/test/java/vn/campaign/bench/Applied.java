package vn.campaign.bench;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import vn.campaign.system.CampaignSystem;

/** The events that quota-service has applied since its start, by its own metric. */
final class Applied {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Pattern LINE = Pattern.compile("(?m)^campaign_events_applied_total\\S* (\\S+)$");

    private Applied() {}

    /** Returns when there are as many. */
    static void await(CampaignSystem system, long events) {
        Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(() -> now(system) >= events);
    }

    /** Events per second from when {@code from} are applied until {@code to} are. */
    static double perSecond(CampaignSystem system, long from, long to) {
        await(system, from);
        long begun = now(system);
        long start = System.nanoTime();
        await(system, to);
        return (to - begun) * 1e9 / (System.nanoTime() - start);
    }

    private static long now(CampaignSystem system) {
        Matcher line = LINE.matcher(
                Exchange.get(system, "operator", system.management("quota-service", "/actuator/prometheus")));
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }
}
