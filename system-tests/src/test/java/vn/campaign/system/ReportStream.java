package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/** Reports one after the other, each sent again until it is acknowledged, as a careful client does. */
final class ReportStream implements AutoCloseable {

    static final List<String> UNITS = List.of("thuan-an", "xa-co", "an-hoa", "bu-dinh", "trung-son", "an-quy");
    static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    static final int DAYS = 20;

    /** What was acknowledged. */
    record Acknowledged(String unit, LocalDate date, Instant observedAt, String eventId, long count) {

        private static final Comparator<Acknowledged> BY_STAMP =
                Comparator.comparing(Acknowledged::observedAt).thenComparing(Acknowledged::eventId);
    }

    private final BiFunction<String, String, HttpResponse<String>> put;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread sender;
    private volatile Throwable failure;

    /** @param put sends a body to a path of reporting-service, to whichever instance */
    ReportStream(BiFunction<String, String, HttpResponse<String>> put, long seed) {
        this.put = put;
        Random random = new Random(seed);
        this.sender = new Thread(() -> send(random), "reports");
        sender.start();
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    private void send(Random random) {
        try {
            while (!stopped.get()) {
                report(random);
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        }
    }

    private void report(Random random) {
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        LocalDate date = FIRST.plusDays(random.nextInt(DAYS));
        Instant observedAt = Instant.parse("2023-07-10T00:00:00Z").plusSeconds(random.nextInt(100_000));
        long count = random.nextInt(1000);
        String body = "{\"counts\":{\"ACTIVATED_L1\":" + count + "},\"observedAt\":\"" + observedAt + "\"}";
        JsonNode receipt = untilAcknowledged(CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + date, body);
        acknowledged.add(
                new Acknowledged(unit, date, observedAt, receipt.get("eventId").asString(), count));
    }

    private JsonNode untilAcknowledged(String path, String body) {
        while (true) {
            try {
                HttpResponse<String> response = put.apply(path, body);
                if (response.statusCode() == 202) {
                    return ContractJson.mapper().readTree(response.body());
                }
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            } catch (UncheckedIOException notAnswered) {
                // Nothing was promised: send again.
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Ends the stream after the report in hand. */
    @Override
    public void close() {
        stopped.set(true);
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertThat(failure).isNull();
    }

    /** What each unit must have reported up to and including a date, each acknowledged report counted once. */
    Map<String, Long> expectedThrough(LocalDate asOf) {
        Map<String, Acknowledged> standing = new HashMap<>();
        for (Acknowledged each : acknowledged) {
            if (!each.date().isAfter(asOf)) {
                standing.merge(
                        each.unit() + each.date(),
                        each,
                        (one, other) -> Acknowledged.BY_STAMP.compare(one, other) >= 0 ? one : other);
            }
        }
        Map<String, Long> sums = new HashMap<>();
        UNITS.forEach(unit -> sums.put(unit, 0L));
        standing.values().forEach(each -> sums.merge(each.unit(), each.count(), Long::sum));
        return sums;
    }
}
