package vn.campaign.dashboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Page;
import vn.campaign.web.problem.ApiException;

/** Where readings do not wait for each other as they should, a test would wait for ever. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RankingQueryTest {

    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.BLOCKED);
    private static final Instant NOW = Instant.parse("2023-06-21T03:00:00Z");

    private final Plan plan = plan(2_501);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger read = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final RankingQuery rankings = new SlowRankings();

    /** Readings that take until the test lets them go on. */
    private final class SlowRankings extends RankingQuery {

        SlowRankings() {
            super(new Unread(), nanos::get);
        }

        @Override
        Ranking ranking(ViewContext context, PlanNode node) {
            read.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            return new Ranking(List.of(), 0, List.of());
        }
    }

    private static final class Unread extends ProgressReader {

        Unread() {
            super(null);
        }

        @Override
        public Freshness freshness(Plan plan, Instant now) {
            return new Freshness(null, now);
        }
    }

    @AfterEach
    void letAllGoOn() {
        goOn.countDown();
    }

    @Test
    void aRankingOfManyUnitsIsSharedByWhoAsksForItWithinTenSeconds() {
        goOn.countDown();
        open("1", 0);
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        open("1", 7);
        assertThat(read).hasValue(1);

        open("2", 0);
        assertThat(read).as("another phase").hasValue(2);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        open("1", 0);
        assertThat(read).as("ten seconds later").hasValue(3);
    }

    @Test
    void rankingsOfManyUnitsAreReadOneAfterTheOther() {
        List<Thread> viewers = viewersThatWait(4);
        assertThat(read).hasValue(1);

        goOn.countDown();
        await().until(() -> viewers.stream().noneMatch(Thread::isAlive));
        assertThat(read).hasValue(2);
    }

    @Test
    void whoWouldBeTheNinthToWaitIsToldToComeBack() {
        List<Thread> viewers = viewersThatWait(8);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> open("1", 0))
                .satisfies(busy -> {
                    assertThat(busy.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(busy.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                            .isEqualTo("5");
                });

        goOn.countDown();
        await().until(() -> viewers.stream().noneMatch(Thread::isAlive));
        open("1", 0);
    }

    /** So many who ask for the rankings of two phases. */
    private List<Thread> viewersThatWait(int number) {
        List<Thread> viewers = IntStream.range(0, number)
                .mapToObj(viewer -> new Thread(() -> open(viewer % 2 == 0 ? "1" : "2", viewer)))
                .toList();
        viewers.forEach(Thread::start);
        await().until(() -> viewers.stream().allMatch(viewer -> WAITING.contains(viewer.getState())));
        return viewers;
    }

    @Test
    void aRankingOfFewUnitsIsReadForEachWhoAsks() {
        goOn.countDown();
        Plan few = plan(2_500);
        open(few, "1", 0);
        open(few, "1", 0);
        assertThat(read).hasValue(2);
    }

    private void open(String phase, int page) {
        open(plan, phase, page);
    }

    private void open(Plan opened, String phase, int page) {
        ViewContext context =
                new ViewContext(opened, opened.period(phase).orElseThrow(), LocalDate.parse("2023-06-21"), NOW);
        rankings.read(context, opened.roots(), new Page(page, 50));
    }

    /** A root with so many units. */
    private static Plan plan(int units) {
        PlanBuilder builder = new PlanBuilder(ThanhAn.header()).add(ThanhAn.unit("nuoc", null));
        IntStream.range(0, units).forEach(unit -> builder.add(ThanhAn.unit("ap-" + unit, "nuoc")));
        return builder.build();
    }
}
