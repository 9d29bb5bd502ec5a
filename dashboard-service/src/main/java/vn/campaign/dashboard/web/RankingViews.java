package vn.campaign.dashboard.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.dashboard.view.RankingView.Dimension;

/**
 * Reads rankings, each root's for itself. One of many units takes the store and the memory of all of them: such are read
 * one after the other, and what was read is shared for a moment by all who ask for any of its pages.
 */
@Component
public class RankingViews {

    /** The units of a ranking that is read anew for each who asks. */
    private static final int FEW = 2_500;

    private static final Duration SHARED_FOR = Duration.ofSeconds(10);

    /** Requests that may wait for rankings of many units; others need threads, too. */
    private static final int WAITING = 8;

    /** Of the heap, for rankings that are shared. */
    private static final int SHARE_KEPT = 8;

    /** About what a unit's place takes in memory. */
    private static final int BYTES_OF_A_PLACE = 300;

    private final Commendations commendations;
    private final ProgressReader progress;
    private final Semaphore waiting = new Semaphore(WAITING);
    private final ReentrantLock reading = new ReentrantLock(true);
    private final Cache<Asked, Read> shared;

    @Autowired
    RankingViews(Commendations commendations, ProgressReader progress) {
        this(commendations, progress, Ticker.systemTicker());
    }

    RankingViews(Commendations commendations, ProgressReader progress, Ticker ticker) {
        this.commendations = commendations;
        this.progress = progress;
        this.shared = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(SHARED_FOR)
                .scheduler(Scheduler.systemScheduler())
                .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_KEPT)
                .weigher((Asked asked, Read read) -> BYTES_OF_A_PLACE * read.units())
                .build();
    }

    private record Asked(String campaign, long version, List<String> roots, String period, LocalDate asOf) {}

    private record Read(Freshness freshness, List<Ranking> rankings) {

        int units() {
            return rankings.stream()
                    .mapToInt(ranking -> ranking.places().size())
                    .sum();
        }
    }

    /** One page of each root's ranking. */
    public RankingView read(Plan plan, List<PlanNode> roots, Lens lens, Page page) {
        boolean few = roots.stream().mapToInt(PlanNode::leaves).sum() <= FEW;
        Read read = few ? read(plan, roots, lens) : shared(plan, roots, lens);
        Settings settings = plan.header().settings();
        return new RankingView(
                plan.campaign(),
                lens.period().code(),
                lens.asOf(),
                read.freshness(),
                settings.mainIndicator(),
                settings.reportingShare(),
                lens.asOf().isBefore(lens.period().to()),
                IntStream.range(0, roots.size())
                        .mapToObj(root ->
                                Dimension.of(roots.get(root), read.rankings().get(root), settings, page))
                        .toList());
    }

    private Read shared(Plan plan, List<PlanNode> roots, Lens lens) {
        List<String> codes = roots.stream().map(PlanNode::code).toList();
        Asked asked = new Asked(
                plan.campaign(), plan.header().version(), codes, lens.period().code(), lens.asOf());
        Read known = shared.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        if (!waiting.tryAcquire()) {
            throw Problem.busy("large rankings");
        }
        try {
            return shared.get(asked, missing -> alone(() -> read(plan, roots, lens)));
        } finally {
            waiting.release();
        }
    }

    private Read alone(Supplier<Read> read) {
        reading.lock();
        try {
            return read.get();
        } finally {
            reading.unlock();
        }
    }

    private Read read(Plan plan, List<PlanNode> roots, Lens lens) {
        Freshness freshness = progress.freshness(lens.now());
        return new Read(
                freshness,
                roots.stream()
                        .map(root -> commendations.ranking(plan, root, lens))
                        .toList());
    }
}
