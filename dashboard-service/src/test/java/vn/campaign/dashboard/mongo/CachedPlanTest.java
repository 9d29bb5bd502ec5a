package vn.campaign.dashboard.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.dashboard.MovableClock;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.plan.Plan;

class CachedPlanTest {

    private static final CampaignHeader HEADER = ThanhAn.header();
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock(Instant.parse("2023-06-21T03:00:00Z"));
    private final Units units = new Units();
    private final CampaignPlans.CachedPlan held = units.new CachedPlan();

    /** Units that take a while to read. */
    private final class Units extends CampaignPlans {

        private Duration take = Duration.ZERO;
        private boolean changing;
        private boolean changesMeanwhile;
        private int revision;
        private int read;
        private int checked;

        Units() {
            super(null, clock);
        }

        @Override
        Plan read(CampaignHeader header) {
            read++;
            clock.moveBy(take);
            revision += changesMeanwhile ? 1 : 0;
            changesMeanwhile = false;
            return ThanhAn.plan();
        }

        @Override
        List<Finding> check(Plan plan) {
            checked++;
            return List.of();
        }

        @Override
        Optional<String> revision(String campaign) {
            revision += changing ? 1 : 0;
            return revision == 0 ? Optional.empty() : Optional.of("revision " + revision);
        }
    }

    @Test
    void aPlanIsReadAgainWhenItsUnitsChangedAndOnlyThen() {
        held.inForce(HEADER);
        assertThat(readingsIn(Duration.ofMinutes(10))).isZero();

        units.revision++;
        assertThat(readingsIn(Duration.ofMinutes(10))).isOne();
    }

    @Test
    void aUnitThatChangesWhileTheOthersAreReadIsReadAfterThem() {
        units.changesMeanwhile = true;
        held.inForce(HEADER);

        assertThat(readingsIn(Duration.ofMinutes(10))).isOne();
    }

    @Test
    void aSmallPlanThatKeepsChangingIsReadAtEachRefresh() {
        units.changing = true;
        held.inForce(HEADER);

        assertThat(readingsIn(Duration.ofMinutes(1))).isEqualTo(12);
    }

    @Test
    void aLargePlanThatKeepsChangingIsLeftAloneForTenTimesAsLongAsItTookToRead() {
        units.changing = true;
        units.take = Duration.ofSeconds(2);
        held.inForce(HEADER);

        assertThat(readingsIn(Duration.ofSeconds(15))).isZero();
        assertThat(readingsIn(REFRESH)).isOne();
    }

    @Test
    void noPlanIsLeftAloneForMoreThanAMinute() {
        units.changing = true;
        units.take = Duration.ofMinutes(1);
        held.inForce(HEADER);

        assertThat(readingsIn(Duration.ofMinutes(1))).isOne();
    }

    @Test
    void aPlanIsCheckedOnceUntilItIsAnotherOne() {
        Plan plan = held.inForce(HEADER);
        units.findings(plan);
        units.findings(plan);
        assertThat(units.checked).isOne();

        units.findings(held.inForce(ThanhAn.header(2)));
        assertThat(units.checked).isEqualTo(2);
    }

    private int readingsIn(Duration duration) {
        int before = units.read;
        for (Duration passed = REFRESH; passed.compareTo(duration) <= 0; passed = passed.plus(REFRESH)) {
            clock.moveBy(REFRESH);
            held.refresh(HEADER);
        }
        return units.read - before;
    }
}
