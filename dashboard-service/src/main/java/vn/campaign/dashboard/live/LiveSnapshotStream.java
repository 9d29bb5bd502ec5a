package vn.campaign.dashboard.live;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.ProgressView.NodeViews;
import vn.campaign.web.problem.OutageLog;

/**
 * The snapshots of one subscription, read once for all its followers. A change is read at once; those within a short time after a
 * reading are coalesced, so that a burst is read twice. A periodic refresh reads all nodes, so that a change whose announcement was lost shows as well.
 */
final class LiveSnapshotStream {

    private static final OutageLog OUTAGES =
            new OutageLog(LoggerFactory.getLogger(LiveSnapshotStream.class), "Streams are not refreshed and try again");
    private static final Predicate<String> ALL = node -> true;

    private final Function<Predicate<String>, NodeViews> reader;
    private final DashboardProperties.Live settings;
    private final Scheduler scheduler;
    private final Flux<LiveSnapshot> snapshots;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** When changes were read last, in milliseconds of the scheduler's clock. */
    private volatile long lastRead;

    private volatile LiveSnapshot current = LiveSnapshot.NONE;
    /** What the last reading said of itself, without nodes; null before it. */
    private volatile @Nullable NodeViews lastReading;

    /** Takes which nodes are to be read; what is asked of one that has ended is dropped. */
    private volatile @Nullable FluxSink<Predicate<String>> readings;

    /** Reads those nodes whose code the reader is asked for, from the first follower on. */
    LiveSnapshotStream(
            Function<Predicate<String>, NodeViews> reader, DashboardProperties.Live settings, Scheduler scheduler) {
        this.reader = reader;
        this.settings = settings;
        this.scheduler = scheduler;
        this.snapshots = Flux.create(this::start)
                .scan(LiveSnapshot.NONE, this::read)
                .filter(snapshot -> snapshot != LiveSnapshot.NONE)
                .distinctUntilChanged(LiveSnapshot::number)
                .doOnNext(snapshot -> current = snapshot)
                .doFinally(end -> {
                    current = LiveSnapshot.NONE;
                    lastReading = null;
                })
                .replay(1)
                .refCount(1, settings.refresh(), scheduler);
    }

    /** The current snapshot, as soon as there is one, and then each new one. */
    Flux<LiveSnapshot> snapshots() {
        return snapshots;
    }

    /** The day, the phase and the freshness of what followers see, without nodes, as of the last time that it could be read. */
    Optional<NodeViews> lastReading() {
        return Optional.ofNullable(lastReading);
    }

    /**
     * Schedules a reading of the nodes that changed; those that are not shown here cost nothing. Which are shown is known after the
     * first reading: until then any may be, and may have been read before it changed.
     */
    void onChange(Collection<String> nodes) {
        LiveSnapshot shown = current;
        nodes.stream()
                .filter(node -> shown == LiveSnapshot.NONE || shown.nodes().containsKey(node))
                .forEach(changed::add);
        if (!changed.isEmpty() && scheduled.compareAndSet(false, true)) {
            long wait = lastRead + settings.coalesce().toMillis() - scheduler.now(TimeUnit.MILLISECONDS);
            try {
                scheduler.schedule(this::readChanged, Math.max(0, wait), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException busy) {
                scheduled.set(false);
                throw busy;
            }
        }
    }

    /** Reads all nodes at once, after changes may have been missed. */
    void refresh() {
        scheduler.schedule(() -> next(ALL));
    }

    /** The current view of all nodes; empty before the first snapshot. */
    Optional<NodeViews> current() {
        LiveSnapshot newest = current;
        return newest == LiveSnapshot.NONE ? Optional.empty() : Optional.of(newest.since(0));
    }

    private void start(FluxSink<Predicate<String>> sink) {
        readings = sink;
        sink.onDispose(scheduler.schedulePeriodically(
                () -> sink.next(ALL), 0, settings.refresh().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The set is emptied before the store is read: what is announced meanwhile is either seen or read again. */
    private void readChanged() {
        scheduled.set(false);
        Set<String> nodes = Set.copyOf(changed);
        changed.removeAll(nodes);
        next(nodes::contains);
        lastRead = scheduler.now(TimeUnit.MILLISECONDS);
    }

    private void next(Predicate<String> nodes) {
        FluxSink<Predicate<String>> sink = readings;
        if (sink != null) {
            sink.next(nodes);
        }
    }

    private LiveSnapshot read(LiveSnapshot before, Predicate<String> nodes) {
        try {
            NodeViews read = reader.apply(nodes);
            lastReading = new NodeViews(read.phase(), read.asOf(), read.freshness(), List.of());
            return before.with(read, nodes == ALL);
        } catch (RuntimeException failure) {
            OUTAGES.add(failure);
            return before;
        }
    }

    /**
     * The current views of all nodes of a stream, each with the number of the snapshot that changed it: a client that has seen
     * snapshot n needs the nodes changed after n, however many snapshots there were in between.
     *
     * @param number rises with every snapshot of a stream, from 1
     * @param last what was read last; null before the first reading
     */
    record LiveSnapshot(long number, @Nullable NodeViews last, Map<String, VersionedView> nodes) {

        static final LiveSnapshot NONE = new LiveSnapshot(0, null, Map.of());

        /**
         * A node's view.
         *
         * @param since the number of the snapshot that changed it last
         */
        record VersionedView(NodeView view, long since) {}

        /**
         * This snapshot with the views read since; the same one when nothing changed.
         *
         * @param all whether all nodes were read, so that any other one has left the plan
         */
        LiveSnapshot with(NodeViews read, boolean all) {
            boolean sameContext = last != null
                    && read.asOf().equals(last.asOf())
                    && read.phase().equals(last.phase());
            Map<String, VersionedView> next = new LinkedHashMap<>(all ? Map.of() : nodes);
            boolean changed = !sameContext || all && read.nodes().size() != nodes.size();
            for (NodeView view : read.nodes()) {
                VersionedView before = nodes.get(view.code());
                boolean same = sameContext && before != null && before.view().equals(view);
                next.put(view.code(), same ? before : new VersionedView(view, number + 1));
                changed |= !same;
            }
            return changed ? new LiveSnapshot(number + 1, read, next) : this;
        }

        /** What a client that has seen a snapshot of this number, 0 for none, has yet to see. */
        NodeViews since(long seen) {
            List<NodeView> views = nodes.values().stream()
                    .filter(node -> node.since() > seen)
                    .map(VersionedView::view)
                    .toList();
            return new NodeViews(last.phase(), last.asOf(), last.freshness(), views);
        }
    }
}
