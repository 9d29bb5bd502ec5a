package vn.campaign.dashboard.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.live.LiveSnapshotStream.LiveSnapshot;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.query.Lookup;
import vn.campaign.dashboard.query.ProgressQuery;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.ProgressView.NodeViews;

/**
 * All event streams: one for each subscription, however many clients follow it. A stream goes on for a while after its last
 * follower has left, so that a page that is opened again finds its figures read.
 */
@Component
public class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int MAX_THREADS = 8;
    private static final int MAX_QUEUED_TASKS = 100_000;

    /** When a client whose stream ended reconnects. */
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final CampaignPlans plans;
    private final Lookup lookup;
    private final ProgressQuery progress;
    private final DashboardProperties.Live settings;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(MAX_THREADS, MAX_QUEUED_TASKS, "live");
    /** A stream that runs is held by its readings, and one that is not followed any more by nothing. */
    private final Cache<Subscription, LiveSnapshotStream> streams =
            Caffeine.newBuilder().weakValues().build();
    /** Open from the beginning, as the web server starts before this does. */
    private final Sinks.Many<Boolean> open = Sinks.many().replay().latestOrDefault(true);

    private volatile boolean running;

    LiveStreams(CampaignPlans plans, Lookup lookup, ProgressQuery progress, DashboardProperties properties) {
        this.plans = plans;
        this.lookup = lookup;
        this.progress = progress;
        this.settings = properties.live();
    }

    /**
     * What a stream shows: a node and one page of its children, in the plan's order.
     *
     * @param phase a phase's code or {@code all}; null for the phase of the current day
     * @param indicator the only indicator shown; null for all
     */
    public record Subscription(
            String campaign, String node, @Nullable String phase, @Nullable String indicator, Page page) {}

    /**
     * The current views at once, then those that change; and heartbeats, which tell when the views could be read last. A slow
     * client gets fewer and larger updates.
     */
    public Flux<ServerSentEvent<NodeViews>> follow(Subscription subscription) {
        Flux<ServerSentEvent<NodeViews>> events = Flux.defer(() -> {
            LiveSnapshotStream stream = streams.get(subscription, this::stream);
            AtomicLong seen = new AtomicLong();
            return Flux.merge(
                    1,
                    stream.snapshots()
                            .onBackpressureLatest()
                            .map(snapshot -> event(snapshot, seen.getAndSet(snapshot.number()))),
                    Flux.interval(settings.heartbeat()).onBackpressureDrop().map(beat -> heartbeat(stream)));
        });
        return events.takeUntilOther(open.asFlux().filter(isOpen -> !isOpen));
    }

    /** What followers of the subscription see now; empty when it has not been followed lately. */
    public Optional<NodeViews> current(Subscription subscription) {
        return Optional.ofNullable(streams.getIfPresent(subscription)).flatMap(LiveSnapshotStream::current);
    }

    void onChange(String campaign, Collection<String> nodes) {
        streams.asMap().forEach((subscription, stream) -> {
            if (subscription.campaign().equals(campaign)) {
                tell(stream, nodes);
            }
        });
    }

    /** A stream that cannot take a change now refreshes itself later; that keeps it from no other stream. */
    private static void tell(LiveSnapshotStream stream, Collection<String> nodes) {
        try {
            stream.onChange(nodes);
        } catch (RejectedExecutionException busy) {
            log.warn("a change waits for the next refresh: {}", busy.toString());
        }
    }

    /** Reads all streams anew, after changes may have been missed. */
    void refresh() {
        streams.asMap().values().forEach(LiveSnapshotStream::refresh);
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
        scheduler.dispose();
    }

    private static ServerSentEvent<NodeViews> event(LiveSnapshot snapshot, long seen) {
        ServerSentEvent.Builder<NodeViews> event = ServerSentEvent.builder(snapshot.since(seen))
                .id(String.valueOf(snapshot.number()))
                .event("node");
        return (seen == 0 ? event.retry(RECONNECT) : event).build();
    }

    private static ServerSentEvent<NodeViews> heartbeat(LiveSnapshotStream stream) {
        return stream.lastReading()
                .map(reading ->
                        ServerSentEvent.builder(reading).event("heartbeat").build())
                .orElseGet(
                        () -> ServerSentEvent.<NodeViews>builder().comment("").build());
    }

    private LiveSnapshotStream stream(Subscription subscription) {
        return new LiveSnapshotStream(nodes -> read(subscription, nodes), settings, scheduler);
    }

    private NodeViews read(Subscription subscription, Predicate<String> changed) {
        Plan plan = plans.find(subscription.campaign()).orElseThrow();
        PlanNode node = plan.node(subscription.node()).orElseThrow();
        List<PlanNode> nodes = ProgressQuery.withChildren(node, subscription.page()).stream()
                .filter(each -> changed.test(each.code()))
                .toList();
        return progress.read(lookup.context(plan, subscription.phase(), null), nodes, subscription.indicator());
    }
}
