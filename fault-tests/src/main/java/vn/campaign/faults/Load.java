package vn.campaign.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.testing.CampaignSystem;

/**
 * Writers that report, correct, withdraw and repeat themselves without a pause, not in the order in which they observed. Each
 * sends a statement until it is acknowledged, as the report form does, so in the end none is in doubt. They state nothing of a day
 * for which the plan has retired the unit.
 */
final class Load implements AutoCloseable {

    static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    static final int DAYS = 93;
    static final List<String> SOURCES = List.of("unit", "team-2");

    private static final int WRITERS = 4;
    private static final Instant OBSERVED = Instant.parse("2023-09-21T00:00:00Z");
    private static final int OBSERVED_SECONDS = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Target site;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    Load(Target site, Random seeds) {
        this.site = site;
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seeds.nextLong());
            writers.add(new Thread(() -> write(random), "writer-" + i));
        }
        writers.forEach(writer -> writer.setDaemon(true));
        writers.forEach(Thread::start);
    }

    /** Returns when that many more are acknowledged. */
    void awaitMore(int statements) {
        int before = site.ledger.acknowledgedSinceVerdict();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(RECOVERY)
                .until(() -> failure != null || site.ledger.acknowledgedSinceVerdict() >= before + statements);
        rethrow();
    }

    /** Stops after the statements in hand. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread writer : writers) {
                writer.join(RECOVERY.toMillis());
                if (writer.isAlive()) {
                    throw new IllegalStateException("A statement is not acknowledged");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void rethrow() {
        if (failure != null) {
            throw new IllegalStateException("A writer failed", failure);
        }
    }

    private void write(Random random) {
        SentReport last = null;
        try {
            while (!stopped) {
                boolean repeat = last != null && random.nextInt(20) == 0;
                SentReport next = repeat ? last : statement(random);
                if (site.plan.beginReport(next.unit(), next.date())) {
                    if (repeat) {
                        site.ledger.sentAgain();
                    }
                    try {
                        site.ledger.acknowledge(next, untilAcknowledged(next));
                    } finally {
                        site.plan.endReport(next.unit());
                    }
                    last = next;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        }
    }

    private SentReport statement(Random random) {
        boolean withdrawal = random.nextInt(10) == 0;
        List<String> units = site.plan.units();
        return new SentReport(
                units.get(random.nextInt(units.size())),
                FIRST.plusDays(random.nextInt(DAYS)),
                SOURCES.get(random.nextInt(SOURCES.size())),
                OBSERVED.plusSeconds(random.nextInt(OBSERVED_SECONDS)),
                withdrawal
                        ? null
                        : Map.of(
                                "ACTIVATED_L1", (long) random.nextInt(1000),
                                "ACTIVATED_L2", (long) random.nextInt(1000)));
    }

    private JsonNode untilAcknowledged(SentReport statement) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request(statement), BodyHandlers.ofString());
                if (answer.statusCode() == 202) {
                    return ContractJson.mapper().readTree(answer.body());
                }
                if (answer.statusCode() != 503 && answer.statusCode() != 502 && !knowsAnOlderPlan(answer)) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException notAnswered) {
                // Nothing was promised: send again.
            }
            site.ledger.sentAgain();
            LockSupport.parkNanos(PAUSE.toNanos() * 5);
        }
    }

    /** The unit reports again, and reporting-service is about to read that. */
    private static boolean knowsAnOlderPlan(HttpResponse<String> answer) {
        return answer.statusCode() == 409 && answer.body().contains("\"UNIT_RETIRED\"");
    }

    private HttpRequest request(SentReport statement) {
        URI address = site.client("reporting-service", CampaignSystem.CAMPAIGN + statement.address());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + site.token(Player.DISTRICT))
                .header("Content-Type", "application/json");
        return statement.withdrawal()
                ? request.DELETE().build()
                : request.PUT(BodyPublishers.ofString(statement.body())).build();
    }
}
