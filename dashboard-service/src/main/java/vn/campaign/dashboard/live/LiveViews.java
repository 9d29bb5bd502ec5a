package vn.campaign.dashboard.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.dashboard.DashboardProperties;

/**
 * All live streams: one for each watch, however many clients follow it. One that nobody follows any more goes on for a
 * while, so that a page that is opened again, or by someone else, finds its figures read.
 */
@Component
public class LiveViews implements SmartLifecycle {

    private static final int THREADS = 8;
    private static final int QUEUE = 100_000;
    /** When a client whose stream ended comes again. */
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final BoardReader reader;
    private final DashboardProperties.Live settings;
    private final Map<Watch, BoardStream> streams = new ConcurrentHashMap<>();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, QUEUE, "live");
    private final AtomicInteger followers = new AtomicInteger();

    /** Streams may be open before this starts: the web server starts earlier. */
    private final Sinks.Many<Boolean> open = Sinks.many().replay().latestOrDefault(true);

    private volatile boolean running;

    LiveViews(BoardReader reader, DashboardProperties properties, MeterRegistry meters) {
        this.reader = reader;
        this.settings = properties.live();
        Gauge.builder("campaign.streams.open", followers, AtomicInteger::get)
                .description("Event streams that clients follow")
                .register(meters);
    }

    /**
     * The present views at once, then those that change. A client that reads slowly gets fewer and larger updates and
     * holds nobody up.
     */
    public Flux<ServerSentEvent<LiveUpdate>> follow(Watch watch) {
        Flux<ServerSentEvent<LiveUpdate>> updates = Flux.defer(() -> {
            AtomicLong seen = new AtomicLong();
            return Flux.using(() -> join(watch), BoardStream::boards, this::leave)
                    .onBackpressureLatest()
                    .map(board -> event(board, seen.getAndSet(board.number())));
        });
        Flux<ServerSentEvent<LiveUpdate>> heartbeats = Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(beat -> ServerSentEvent.<LiveUpdate>builder().comment("").build());
        // as signals, so that the end of the updates ends the heartbeats too
        return Flux.merge(1, updates.materialize(), heartbeats.materialize())
                .<ServerSentEvent<LiveUpdate>>dematerialize()
                .takeUntilOther(open.asFlux().filter(still -> !still));
    }

    /** What followers of the watch see now; empty when nobody has followed it lately. */
    public Optional<LiveUpdate> present(Watch watch) {
        return Optional.ofNullable(streams.get(watch)).flatMap(BoardStream::present);
    }

    /** Nodes of a campaign changed. */
    void changed(String campaign, Collection<String> nodes) {
        streams.values().stream()
                .filter(stream -> stream.watch().campaign().equals(campaign))
                .forEach(stream -> stream.changed(nodes));
    }

    /** Changes may have been missed. */
    void missed() {
        streams.values().forEach(BoardStream::refreshSoon);
    }

    @Override
    public void start() {
        running = true;
        open.tryEmitNext(true);
    }

    /**
     * Ends the streams before the web server waits for its last requests, which it would else do in vain. Whoever comes
     * until it refuses connections gets a stream that is over: a browser takes that for a break, but an error as final.
     */
    @Override
    public void stop() {
        running = false;
        open.tryEmitNext(false);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @PreDestroy
    void close() {
        streams.values().forEach(BoardStream::close);
        scheduler.dispose();
    }

    private static ServerSentEvent<LiveUpdate> event(Board board, long seen) {
        ServerSentEvent.Builder<LiveUpdate> event = ServerSentEvent.builder(board.since(seen))
                .id(String.valueOf(board.number()))
                .event("node");
        return (seen == 0 ? event.retry(RECONNECT) : event).build();
    }

    private BoardStream join(Watch watch) {
        followers.incrementAndGet();
        return streams.compute(watch, (key, open) -> {
            BoardStream stream = open != null
                    ? open
                    : new BoardStream(watch, reader, settings.coalesce(), settings.refresh(), scheduler);
            stream.join();
            return stream;
        });
    }

    private void leave(BoardStream left) {
        followers.decrementAndGet();
        streams.computeIfPresent(left.watch(), (key, stream) -> {
            stream.leave();
            return stream;
        });
        scheduler.schedule(() -> end(left.watch()), settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end(Watch watch) {
        streams.computeIfPresent(watch, (key, stream) -> {
            if (stream.followed()) {
                return stream;
            }
            stream.close();
            return null;
        });
    }
}
