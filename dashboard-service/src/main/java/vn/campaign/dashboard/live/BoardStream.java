package vn.campaign.dashboard.live;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import vn.campaign.dashboard.live.Board.Reading;

/**
 * The boards of one watch, computed once for everyone who follows it. Changes are gathered for a moment, so that a burst
 * is read once; every so often all is read again, so that a change of which nothing was heard shows as well.
 */
final class BoardStream {

    private static final Logger log = LoggerFactory.getLogger(BoardStream.class);

    private final Watch watch;
    private final BoardReader reader;
    private final Duration coalesce;
    private final Scheduler.Worker worker;
    private final Sinks.Many<Board> boards = Sinks.many().replay().latest();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile Board board = Board.NONE;
    private int followers;

    BoardStream(Watch watch, BoardReader reader, Duration coalesce, Duration refresh, Scheduler scheduler) {
        this.watch = watch;
        this.reader = reader;
        this.coalesce = coalesce;
        this.worker = scheduler.createWorker();
        worker.schedulePeriodically(this::refresh, 0, refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    Watch watch() {
        return watch;
    }

    /** The present board, as soon as there is one, and then each new one. */
    Flux<Board> boards() {
        return boards.asFlux();
    }

    /** Takes note that nodes changed; those that nobody sees here cost nothing. */
    void changed(Collection<String> nodes) {
        Set<String> shown = board.nodes().keySet();
        nodes.stream().filter(shown::contains).forEach(changed::add);
        if (!changed.isEmpty() && scheduled.compareAndSet(false, true)) {
            worker.schedule(this::readChanged, coalesce.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reads all at once, after something may have been missed. */
    void refreshSoon() {
        worker.schedule(this::refresh);
    }

    void join() {
        followers++;
    }

    void leave() {
        followers--;
    }

    boolean followed() {
        return followers > 0;
    }

    /** All that the newest board shows; empty before the first. */
    Optional<LiveUpdate> present() {
        Board newest = board;
        return newest == Board.NONE ? Optional.empty() : Optional.of(newest.since(0));
    }

    void close() {
        worker.dispose();
        boards.tryEmitComplete();
    }

    private void refresh() {
        show(() -> reader.all(watch));
    }

    /** The set is emptied before the store is read: what is announced meanwhile is either seen or asked for again. */
    private void readChanged() {
        scheduled.set(false);
        Set<String> nodes = Set.copyOf(changed);
        changed.removeAll(nodes);
        show(() -> reader.some(watch, nodes));
    }

    private void show(Supplier<Reading> reading) {
        try {
            Board next = board.with(reading.get());
            if (next != board) {
                board = next;
                boards.tryEmitNext(next);
            }
        } catch (RuntimeException failure) {
            log.warn("{} could not be read, tried again at the next refresh: {}", watch, failure.toString());
        }
    }
}
