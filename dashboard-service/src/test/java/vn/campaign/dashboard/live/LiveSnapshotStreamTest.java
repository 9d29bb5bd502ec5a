package vn.campaign.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.ProgressView.NodeViews;

/** When a stream reads, by a clock that the test drives: changes are coalesced for 100 ms, and all is read every 10 s. */
class LiveSnapshotStreamTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<String> readings = new ArrayList<>();
    private final LiveSnapshotStream stream = new LiveSnapshotStream(
            this::read,
            new DashboardProperties.Live(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(15), 50),
            time);
    private Disposable follower;
    private Runnable duringReading = () -> {};

    @BeforeEach
    void follow() {
        follower = stream.snapshots().subscribe();
        time.advanceTimeBy(Duration.ofSeconds(1));
    }

    @AfterEach
    void leave() {
        follower.dispose();
        time.dispose();
    }

    @Test
    void theFirstChangeIsReadAtOnce() {
        readings.clear();
        stream.onChange(List.of("a", "not shown"));
        time.advanceTimeBy(Duration.ZERO);

        assertThat(readings).containsExactly("a");
    }

    @Test
    void whatChangesWithinATenthOfASecondAfterAReadingIsReadTogether() {
        readings.clear();
        stream.onChange(List.of("a"));
        time.advanceTimeBy(Duration.ofMillis(10));
        stream.onChange(List.of("b"));
        time.advanceTimeBy(Duration.ofMillis(50));
        stream.onChange(List.of("a"));
        time.advanceTimeBy(Duration.ofMillis(39));
        assertThat(readings).containsExactly("a");

        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(readings).containsExactly("a", "ab");
    }

    /** Which nodes are shown is not known yet, and the reading may have passed the node before it changed. */
    @Test
    void aChangeBeforeTheFirstReadingHasEndedIsReadAfterIt() {
        follower.dispose();
        time.advanceTimeBy(Duration.ofSeconds(20));
        readings.clear();
        duringReading = () -> {
            duringReading = () -> {};
            stream.onChange(List.of("b"));
        };
        follower = stream.snapshots().subscribe();
        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(readings).containsExactly("ab", "b");
    }

    @Test
    void aHeartbeatTellsWhenTheViewsCouldBeReadLast() {
        assertThat(stream.lastReading()).map(NodeViews::freshness).contains(freshness());
        Freshness then = freshness();
        duringReading = () -> {
            throw new IllegalStateException("no store");
        };
        time.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(stream.lastReading()).map(NodeViews::freshness).contains(then);

        duringReading = () -> {};
        time.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(stream.lastReading()).map(NodeViews::freshness).contains(freshness());
    }

    @Test
    void allIsReadWithoutAChange() {
        readings.clear();
        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(readings).containsExactly("ab");
    }

    /** As of the last reading that succeeded. */
    private Freshness freshness() {
        return new Freshness(null, Instant.ofEpochSecond(readings.size()));
    }

    /** Notes the codes that are asked for. */
    private NodeViews read(Predicate<String> nodes) {
        duringReading.run();
        List<String> codes = Stream.of("a", "b").filter(nodes).toList();
        readings.add(String.join("", codes));
        List<NodeView> views = codes.stream().map(this::view).toList();
        return new NodeViews("1", LocalDate.EPOCH, freshness(), views);
    }

    private NodeView view(String code) {
        return new NodeView(
                code,
                new Name(code, null),
                Kind.TERRITORY,
                null,
                0,
                1,
                0,
                false,
                null,
                null,
                readings.size(),
                Map.of());
    }
}
