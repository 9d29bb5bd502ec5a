package vn.campaign.dashboard.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.dashboard.plan.PlanNode;

/** The plans in force, cached and kept up to date with the store. */
@Component
public class CampaignPlans {

    private static final Logger log = LoggerFactory.getLogger(CampaignPlans.class);

    private static final int BATCH_SIZE = 2000;

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Map<String, CachedPlan> cached = new ConcurrentHashMap<>();
    /** Of each plan for as long as it is in use elsewhere. */
    private final Cache<Plan, List<Finding>> findings =
            Caffeine.newBuilder().weakKeys().build();

    CampaignPlans(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** The headers of all campaigns, the newest first. */
    public List<CampaignHeader> headers() {
        return mongo.findAll(CampaignHeader.class, CollectionNames.CAMPAIGNS).stream()
                .sorted(Comparator.comparing(CampaignHeader::from).reversed().thenComparing(CampaignHeader::campaign))
                .toList();
    }

    /** The plan in force: its header is read each time, its units again when the header is newer. */
    public Optional<Plan> find(String campaign) {
        Optional<CampaignHeader> header = header(campaign);
        if (header.isEmpty()) {
            cached.remove(campaign);
        }
        return header.map(newest ->
                cached.computeIfAbsent(campaign, code -> new CachedPlan()).inForce(newest));
    }

    /** Where a plan in force contradicts itself; every unit is read for it, once for a plan. */
    public List<Finding> findings(Plan plan) {
        return findings.get(plan, this::check);
    }

    /** Looks for units that changed after their header did, as in a large import. */
    @Scheduled(fixedDelayString = "PT5S")
    void refresh() {
        try {
            cached.forEach((campaign, plan) -> header(campaign).ifPresent(plan::refresh));
        } catch (DataAccessException unavailable) {
            log.warn("plans cannot be compared with the store: {}", unavailable.toString());
        }
    }

    private Optional<CampaignHeader> header(String campaign) {
        return Optional.ofNullable(mongo.findById(campaign, CampaignHeader.class, CollectionNames.CAMPAIGNS));
    }

    /** Reads the units as a stream: a large plan never stands in memory as documents. */
    Plan read(CampaignHeader header) {
        PlanBuilder builder = new PlanBuilder(header);
        try (Stream<UnitPlan> units = units(header.campaign())) {
            units.forEach(builder::add);
        }
        return builder.build();
    }

    /** Where the units of a plan contradict each other and themselves. */
    List<Finding> check(Plan plan) {
        try (Stream<UnitPlan> units = units(plan.campaign())) {
            return Findings.of(
                    units::iterator,
                    code -> plan.node(code).filter(PlanNode::leaf).isEmpty());
        }
    }

    /** The revision of the campaign's units; empty before any were stored. */
    Optional<String> revision(String campaign) {
        return Optional.ofNullable(mongo.findById(campaign, PlanRevision.class, CollectionNames.PLAN_REVISIONS))
                .map(PlanRevision::revision);
    }

    /** By a range of ids rather than a field: the ids are indexed everywhere. */
    private Stream<UnitPlan> units(String campaign) {
        String first = Keys.node(campaign, "");
        String end = first.substring(0, first.length() - 1) + (char) (first.charAt(first.length() - 1) + 1);
        return mongo.stream(
                query(where("_id").gte(first).lt(end)).cursorBatchSize(BATCH_SIZE),
                UnitPlan.class,
                CollectionNames.UNITS);
    }

    /** A cached plan. While one thread reads it again, the others use the one before. */
    final class CachedPlan {

        /** A plan whose units keep changing is read again only after so many times as long as the reading took. */
        private static final int PAUSE_FACTOR = 10;

        private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

        private final ReentrantLock reading = new ReentrantLock();

        private volatile @Nullable Plan plan;
        private Optional<String> revision;
        private Instant readAt;
        private Duration pause;

        /** The plan of the header, or the one before it while another thread reads the new one. */
        Plan inForce(CampaignHeader header) {
            if (isOlderThan(header)) {
                if (plan == null) {
                    reading.lock();
                } else if (!reading.tryLock()) {
                    return plan;
                }
                try {
                    if (isOlderThan(header)) {
                        read(header);
                    }
                } finally {
                    reading.unlock();
                }
            }
            return plan;
        }

        /** Reads the plan again when its header or any of its units changed. */
        void refresh(CampaignHeader header) {
            if (!reading.tryLock()) {
                return;
            }
            try {
                if (isOlderThan(header)
                        || hasPaused() && !revision(header.campaign()).equals(revision)) {
                    read(header);
                }
            } finally {
                reading.unlock();
            }
        }

        private boolean isOlderThan(CampaignHeader header) {
            return plan == null || plan.header().version() < header.version();
        }

        private boolean hasPaused() {
            return Duration.between(readAt, clock.instant()).compareTo(pause) >= 0;
        }

        /** The revision is read first: a unit that changes while the others are read has another one after it. */
        private void read(CampaignHeader header) {
            Instant begun = clock.instant();
            Optional<String> before = revision(header.campaign());
            plan = CampaignPlans.this.read(header);
            revision = before;
            readAt = clock.instant();
            Duration due = Duration.between(begun, readAt).multipliedBy(PAUSE_FACTOR);
            pause = due.compareTo(MAX_PAUSE) < 0 ? due : MAX_PAUSE;
        }
    }
}
