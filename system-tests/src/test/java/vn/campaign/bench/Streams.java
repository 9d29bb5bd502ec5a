package vn.campaign.bench;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import vn.campaign.system.CampaignSystem;

/** People who watch: each holds an event stream, and opens it again when its token has ended, as a browser does. */
final class Streams implements AutoCloseable {

    private final CampaignSystem system;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    Streams(CampaignSystem system) {
        this.system = system;
    }

    /** One more; {@code path} is that of the events. */
    void open(String path) {
        if (closed.get()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(system.uri("dashboard-service", path))
                .header("Authorization", "Bearer " + system.tokens.apply("leader"))
                .build();
        http.sendAsync(request, BodyHandlers.ofLines()).thenAcceptAsync(answer -> read(answer, path), readers);
    }

    private void read(HttpResponse<Stream<String>> answer, String path) {
        opened.incrementAndGet();
        try (Stream<String> lines = answer.body()) {
            lines.filter(line -> line.startsWith("data:")).forEach(line -> changes.incrementAndGet());
        } catch (UncheckedIOException broken) {
            // As when the token has ended.
        }
        open(path);
    }

    /** How often a stream was opened. */
    long opened() {
        return opened.get();
    }

    /** Changes that arrived at all streams. */
    long changes() {
        return changes.get();
    }

    @Override
    public void close() {
        closed.set(true);
        readers.shutdownNow();
    }
}
