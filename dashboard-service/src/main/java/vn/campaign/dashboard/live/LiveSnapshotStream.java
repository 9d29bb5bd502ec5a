package vn.campaign.dashboard.live;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import vn.campaign.dashboard.DashboardProperties;

/**
 * The snapshots of one subscription, read once for all its followers. Changes are coalesced, so that a burst is read once;
 * a periodic refresh reads all nodes, so that a change whose announcement was lost shows as well.
 */
final class LiveSnapshotStream {

    private static final Logger log = LoggerFactory.getLogger(LiveSnapshotStream.class);
    private static final Predicate<String> ALL = node -> true;

    private final Subscription subscription;
    private final Function<Predicate<String>, LiveUpdate> reader;
    private final DashboardProperties.Live settings;
    private final Scheduler.Worker worker;
    private final Sinks.Many<LiveSnapshot> snapshots = Sinks.many().replay().latest();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile LiveSnapshot current = LiveSnapshot.NONE;
    private int followers;

    /**
     * Begins to read.
     *
     * @param reader reads those of the subscription's nodes whose code it is asked for
     */
    LiveSnapshotStream(
            Subscription subscription,
            Function<Predicate<String>, LiveUpdate> reader,
            DashboardProperties.Live settings,
            Scheduler scheduler) {
        this.subscription = subscription;
        this.reader = reader;
        this.settings = settings;
        this.worker = scheduler.createWorker();
        worker.schedulePeriodically(() -> read(ALL), 0, settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
    }

    Subscription subscription() {
        return subscription;
    }

    /** The current snapshot, as soon as there is one, and then each new one. */
    Flux<LiveSnapshot> snapshots() {
        return snapshots.asFlux();
    }

    /** Schedules a reading of the nodes that changed; those that are not shown here cost nothing. */
    void onChange(Collection<String> nodes) {
        Set<String> shown = current.nodes().keySet();
        nodes.stream().filter(shown::contains).forEach(changed::add);
        if (!changed.isEmpty() && scheduled.compareAndSet(false, true)) {
            worker.schedule(this::readChanged, settings.coalesce().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reads all nodes at once, after changes may have been missed. */
    void refresh() {
        worker.schedule(() -> read(ALL));
    }

    void join() {
        followers++;
    }

    void leave() {
        followers--;
    }

    boolean isFollowed() {
        return followers > 0;
    }

    /** The current view of all nodes; empty before the first snapshot. */
    Optional<LiveUpdate> current() {
        LiveSnapshot newest = current;
        return newest == LiveSnapshot.NONE ? Optional.empty() : Optional.of(newest.since(0));
    }

    void close() {
        worker.dispose();
        snapshots.tryEmitComplete();
    }

    /** The set is emptied before the store is read: what is announced meanwhile is either seen or read again. */
    private void readChanged() {
        scheduled.set(false);
        Set<String> nodes = Set.copyOf(changed);
        changed.removeAll(nodes);
        read(nodes::contains);
    }

    private void read(Predicate<String> nodes) {
        try {
            LiveSnapshot next = current.with(reader.apply(nodes), nodes == ALL);
            if (next != current) {
                current = next;
                snapshots.tryEmitNext(next);
            }
        } catch (RuntimeException failure) {
            log.warn("{} could not be read, retrying at the next refresh: {}", subscription, failure.toString());
        }
    }
}
