package vn.campaign.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import vn.campaign.testing.CampaignSystem;

/** Follows the live figures as a page does: by one event stream, reopened whenever it ends. */
final class Viewer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final long BEFORE_AGAIN_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Site site;
    private final AtomicLong updates = new AtomicLong();
    private volatile boolean stopped;

    Viewer(Site site) {
        this.site = site;
        Thread thread = new Thread(this::watch, "viewer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when figures that changed have arrived. */
    void awaitUpdate() {
        long before = updates.get();
        await().atMost(RECOVERY).until(() -> updates.get() > before);
    }

    private void watch() {
        while (!stopped) {
            try (Stream<String> lines =
                    http.send(request(), BodyHandlers.ofLines()).body()) {
                lines.takeWhile(line -> !stopped)
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> updates.incrementAndGet());
            } catch (IOException | UncheckedIOException ended) {
                // The page shows that it is not live, and tries again.
            } catch (InterruptedException interrupted) {
                return;
            }
            Run.pause(BEFORE_AGAIN_MILLIS);
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(site.client("dashboard-service", CampaignSystem.CAMPAIGN + "/events"))
                .header("Authorization", "Bearer " + site.system.tokens.apply("leader"))
                .header("Accept", "text/event-stream")
                .build();
    }

    /** Stops at the next line, or with the system. */
    @Override
    public void close() {
        stopped = true;
    }
}
