package vn.campaign.dashboard.mongo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.mongo.PlanReader.Fingerprint;
import vn.campaign.dashboard.plan.Plan;

/** One campaign's plan in memory. While it is read again, others go on with the one before. */
final class HeldPlan {

    /** Units are compared at refreshes until they have been quiet for this long, and this often afterwards. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** A comparison reads every unit of the campaign. For so many times as long, the store is left to views. */
    private static final int REST = 10;

    private final PlanReader reader;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile Plan plan;
    private volatile Fingerprint fingerprint;
    private Instant changed;
    private Instant compared;
    private Duration took;

    HeldPlan(PlanReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** The plan of the header, or the one before it while another thread reads the new one. */
    Plan inForce(CampaignHeader header) {
        if (older(header)) {
            if (plan == null) {
                reading.lock();
            } else if (!reading.tryLock()) {
                return plan;
            }
            try {
                if (older(header)) {
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
            if (older(header) || comparisonDue() && !compare(header).equals(fingerprint)) {
                read(header);
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean older(CampaignHeader header) {
        return plan == null || plan.header().version() < header.version();
    }

    private boolean comparisonDue() {
        Instant now = clock.instant();
        Duration rest = took.multipliedBy(REST);
        boolean settling = now.isBefore(changed.plus(QUIET));
        return !now.isBefore(compared.plus(settling && rest.compareTo(QUIET) < 0 ? rest : QUIET));
    }

    private Fingerprint compare(CampaignHeader header) {
        Instant begun = clock.instant();
        Fingerprint found = reader.fingerprint(header.campaign());
        compared = clock.instant();
        took = Duration.between(begun, compared);
        return found;
    }

    /** The fingerprint is taken first: a unit that changes while the others are read is found by the next comparison. */
    private void read(CampaignHeader header) {
        Fingerprint before = compare(header);
        plan = reader.read(header);
        fingerprint = before;
        changed = clock.instant();
        compared = changed;
    }
}
