package vn.campaign.dashboard.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.ViewContext;

/**
 * All event streams: one for each subscription, however many clients follow it. A stream goes on for a while after its last
 * follower has left, so that a page that is opened again finds its figures read.
 */
@Component
public class LiveStreams implements SmartLifecycle {

    private static final int MAX_THREADS = 8;
    private static final int MAX_QUEUED_TASKS = 100_000;
    /** When a client whose stream ended reconnects. */
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final CampaignPlans plans;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final DashboardProperties.Live settings;
    private final Map<Subscription, LiveSnapshotStream> streams = new ConcurrentHashMap<>();
    private final Scheduler scheduler = Schedulers.newBoundedElastic(MAX_THREADS, MAX_QUEUED_TASKS, "live");
    private final AtomicInteger followers = new AtomicInteger();

    /** Open from the beginning, as the web server starts before this does. */
    private final Sinks.Many<Boolean> open = Sinks.many().replay().latestOrDefault(true);

    private volatile boolean running;

    LiveStreams(
            CampaignPlans plans,
            Lookup lookup,
            ProgressQuery progress,
            DashboardProperties properties,
            MeterRegistry meters) {
        this.plans = plans;
        this.lookup = lookup;
        this.progress = progress;
        this.settings = properties.live();
        Gauge.builder("campaign.streams.open", followers, AtomicInteger::get)
                .description("Event streams that clients follow")
                .register(meters);
    }

    /** The current views at once, then those that change. A slow client gets fewer and larger updates. */
    public Flux<ServerSentEvent<LiveUpdate>> follow(Subscription subscription) {
        Flux<ServerSentEvent<LiveUpdate>> updates = Flux.defer(() -> {
            AtomicLong seen = new AtomicLong();
            return Flux.using(() -> join(subscription), LiveSnapshotStream::snapshots, this::leave)
                    .onBackpressureLatest()
                    .map(snapshot -> event(snapshot, seen.getAndSet(snapshot.number())));
        });
        Flux<ServerSentEvent<LiveUpdate>> heartbeats = Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(beat -> ServerSentEvent.<LiveUpdate>builder().comment("").build());
        // As signals, so that the end of the updates ends the heartbeats too.
        return Flux.merge(1, updates.materialize(), heartbeats.materialize())
                .<ServerSentEvent<LiveUpdate>>dematerialize()
                .takeUntilOther(open.asFlux().filter(isOpen -> !isOpen));
    }

    /** What followers of the subscription see now; empty when it has not been followed lately. */
    public Optional<LiveUpdate> current(Subscription subscription) {
        return Optional.ofNullable(streams.get(subscription)).flatMap(LiveSnapshotStream::current);
    }

    void onChange(String campaign, Collection<String> nodes) {
        streams.values().stream()
                .filter(stream -> stream.subscription().campaign().equals(campaign))
                .forEach(stream -> stream.onChange(nodes));
    }

    /** Reads all streams anew, after changes may have been missed. */
    void refresh() {
        streams.values().forEach(LiveSnapshotStream::refresh);
    }

    @Override
    public void start() {
        running = true;
        open.tryEmitNext(true);
    }

    /**
     * Ends the streams before the web server waits for its last requests. A client that connects until the server refuses
     * connections gets a stream that completes: a browser reconnects after that, but not after an error.
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
        streams.values().forEach(LiveSnapshotStream::close);
        scheduler.dispose();
    }

    private static ServerSentEvent<LiveUpdate> event(LiveSnapshot snapshot, long seen) {
        ServerSentEvent.Builder<LiveUpdate> event = ServerSentEvent.builder(snapshot.since(seen))
                .id(String.valueOf(snapshot.number()))
                .event("node");
        return (seen == 0 ? event.retry(RECONNECT) : event).build();
    }

    private LiveSnapshotStream join(Subscription subscription) {
        followers.incrementAndGet();
        return streams.compute(subscription, (key, open) -> {
            LiveSnapshotStream stream = open != null
                    ? open
                    : new LiveSnapshotStream(subscription, nodes -> read(subscription, nodes), settings, scheduler);
            stream.join();
            return stream;
        });
    }

    private void leave(LiveSnapshotStream left) {
        followers.decrementAndGet();
        streams.computeIfPresent(left.subscription(), (key, stream) -> {
            stream.leave();
            return stream;
        });
        scheduler.schedule(
                () -> streams.computeIfPresent(left.subscription(), (key, stream) -> closeUnlessFollowed(stream)),
                settings.refresh().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static @Nullable LiveSnapshotStream closeUnlessFollowed(LiveSnapshotStream stream) {
        if (stream.isFollowed()) {
            return stream;
        }
        stream.close();
        return null;
    }

    private LiveUpdate read(Subscription subscription, Predicate<String> changed) {
        Plan plan = plans.find(subscription.campaign()).orElseThrow();
        PlanNode node = plan.node(subscription.node()).orElseThrow();
        ViewContext context = lookup.context(plan, subscription.phase(), null);
        List<PlanNode> nodes = ProgressQuery.withChildren(node, subscription.page()).stream()
                .filter(each -> changed.test(each.code()))
                .toList();
        ProgressQuery.NodeViews read = progress.read(plan, nodes, context, subscription.indicator());
        return new LiveUpdate(context.period().code(), context.asOf(), read.freshness(), read.views());
    }
}
