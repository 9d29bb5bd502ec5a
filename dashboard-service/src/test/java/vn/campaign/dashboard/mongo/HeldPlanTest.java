package vn.campaign.dashboard.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.MovableClock;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.plan.Plan;

class HeldPlanTest {

    private static final CampaignHeader HEADER = ThanhAn.header();
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock(Instant.parse("2023-06-21T03:00:00Z"));
    private final Comparisons reader = new Comparisons();
    private final HeldPlan held = new HeldPlan(reader, clock);

    /** A reader of units that stay as they are; to compare them takes a while. */
    private final class Comparisons extends PlanReader {

        private Duration take = Duration.ZERO;
        private int begun;

        Comparisons() {
            super(null);
        }

        @Override
        Plan read(CampaignHeader header) {
            return ThanhAn.plan();
        }

        @Override
        Fingerprint fingerprint(String campaign) {
            begun++;
            clock.moveBy(take);
            return new Fingerprint(1, 1);
        }
    }

    @Test
    void aSmallPlanIsComparedAtEachRefreshOfItsFirstMinuteAndThenOnceAMinute() {
        held.inForce(HEADER);

        assertThat(comparisonsIn(Duration.ofMinutes(1).minus(REFRESH))).isEqualTo(11);
        assertThat(comparisonsIn(Duration.ofMinutes(10))).isEqualTo(10);
    }

    @Test
    void aLargePlanIsLeftAloneForTenTimesAsLongAsItsComparisonTook() {
        reader.take = Duration.ofSeconds(2);
        held.inForce(HEADER);

        assertThat(comparisonsIn(Duration.ofSeconds(15))).isZero();
        assertThat(comparisonsIn(REFRESH)).isOne();
    }

    /** A clock that was set makes a comparison look as long as one likes. */
    @Test
    void noPlanIsLeftAloneForMoreThanAMinute() {
        reader.take = Duration.ofHours(1);
        held.inForce(HEADER);

        assertThat(comparisonsIn(Duration.ofMinutes(1))).isOne();
    }

    private int comparisonsIn(Duration duration) {
        int before = reader.begun;
        for (Duration passed = REFRESH; passed.compareTo(duration) <= 0; passed = passed.plus(REFRESH)) {
            clock.moveBy(REFRESH);
            held.refresh(HEADER);
        }
        return reader.begun - before;
    }
}
