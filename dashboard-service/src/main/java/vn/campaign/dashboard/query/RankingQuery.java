package vn.campaign.dashboard.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.commendation.Candidate;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.web.problem.ApiException;

/**
 * Reads the ranking of each root. A ranking of many units takes the store and the memory of all of them: such rankings are
 * read one after the other, and cached for a moment for all requests for any of their pages.
 */
@Component
public class RankingQuery {

    /** A ranking of at most so many units is read anew for each request. */
    private static final int MAX_UNCACHED_UNITS = 2_500;

    private static final Duration CACHED_FOR = Duration.ofSeconds(10);

    /** Requests that may wait while a large ranking is read; other requests need threads, too. */
    private static final int MAX_WAITING = 7;

    private static final int MAX_HEAP_FRACTION = 8;

    /** About what a unit's place takes in memory. */
    private static final int BYTES_PER_PLACE = 300;

    private final ProgressReader progress;
    private final ReentrantLock reading = new ReentrantLock(true);
    private final Cache<Key, Rankings> cache;

    @Autowired
    RankingQuery(ProgressReader progress) {
        this(progress, Ticker.systemTicker());
    }

    RankingQuery(ProgressReader progress, Ticker ticker) {
        this.progress = progress;
        this.cache = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(CACHED_FOR)
                .scheduler(Scheduler.systemScheduler())
                .maximumWeight(Runtime.getRuntime().maxMemory() / MAX_HEAP_FRACTION)
                .weigher((Key key, Rankings rankings) -> BYTES_PER_PLACE * rankings.units())
                .build();
    }

    private record Key(String campaign, long version, List<String> roots, String period, LocalDate asOf) {}

    private record Rankings(Freshness freshness, List<Ranking> ofRoots) {

        int units() {
            return ofRoots.stream().mapToInt(ranking -> ranking.places().size()).sum();
        }
    }

    /** One page of each root's ranking. */
    public RankingView read(ViewContext context, List<PlanNode> roots, Page page) {
        boolean large = roots.stream().mapToInt(PlanNode::leaves).sum() > MAX_UNCACHED_UNITS;
        Rankings rankings = large ? cached(context, roots) : rankings(context, roots);
        Settings settings = context.plan().header().settings();
        return new RankingView(
                context.plan().campaign(),
                context.period().code(),
                context.asOf(),
                rankings.freshness(),
                settings.mainIndicator(),
                settings.reportingShare(),
                context.asOf().isBefore(context.period().to()),
                IntStream.range(0, roots.size())
                        .mapToObj(root -> RankingView.UnitRanking.of(
                                roots.get(root), rankings.ofRoots().get(root), settings, page))
                        .toList());
    }

    private Rankings cached(ViewContext context, List<PlanNode> roots) {
        Key key = new Key(
                context.plan().campaign(),
                context.plan().header().version(),
                roots.stream().map(PlanNode::code).toList(),
                context.period().code(),
                context.asOf());
        Rankings known = cache.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (reading.getQueueLength() >= MAX_WAITING) {
            throw ApiException.unavailable("BUSY", "Others are waiting for large rankings just now");
        }
        reading.lock();
        try {
            return cache.get(key, missing -> rankings(context, roots));
        } finally {
            reading.unlock();
        }
    }

    private Rankings rankings(ViewContext context, List<PlanNode> roots) {
        Freshness freshness = progress.freshness(context.plan(), context.now());
        return new Rankings(
                freshness, roots.stream().map(root -> ranking(context, root)).toList());
    }

    /** The ranking of the units at or under a node that report in the context's period. */
    Ranking ranking(ViewContext context, PlanNode node) {
        Plan plan = context.plan();
        List<PlanNode> units =
                node.units().filter(unit -> Candidate.concerns(context, unit)).toList();
        List<Candidate> found = new ArrayList<>(units.size());
        progress.forEach(plan.campaign(), units, (unit, read) -> found.add(Candidate.of(context, unit, read)));
        return Ranking.of(found, plan.header().settings());
    }
}
