package vn.campaign.dashboard.mongo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.plan.Plan;

/** A cached plan. While one thread reads it again, the others use the one before. */
final class CachedPlan {

    /** A plan whose units keep changing is read again only after so many times as long as the reading took. */
    private static final int PAUSE_FACTOR = 10;

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final CampaignPlans plans;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Plan plan;
    private Optional<String> revision;
    private Instant readAt;
    private Duration pause;

    CachedPlan(CampaignPlans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

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
                    || hasPaused() && !plans.revision(header.campaign()).equals(revision)) {
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
        Optional<String> before = plans.revision(header.campaign());
        plan = plans.read(header);
        revision = before;
        readAt = clock.instant();
        Duration due = Duration.between(begun, readAt).multipliedBy(PAUSE_FACTOR);
        pause = due.compareTo(MAX_PAUSE) < 0 ? due : MAX_PAUSE;
    }
}
