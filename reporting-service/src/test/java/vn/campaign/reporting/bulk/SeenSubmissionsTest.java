package vn.campaign.reporting.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.reporting.TestPlan;

class SeenSubmissionsTest {

    private static final LocalDate DAY = LocalDate.of(2023, 6, 21);

    private final SeenSubmissions seen = new SeenSubmissions();

    @Test
    void remembersAllOfThemWhileItGrows() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(seen.add(report("u" + i, DAY, "unit", TestPlan.NOW))).isTrue();
        }
        for (int i = 0; i < 50_000; i++) {
            assertThat(seen.add(report("u" + i, DAY, "unit", TestPlan.NOW))).isFalse();
        }
    }

    @Test
    void anyPartOfItsIdentityMakesAnotherStatement() {
        assertThat(seen.add(report("a", DAY, "unit", TestPlan.NOW))).isTrue();
        assertThat(seen.add(report("b", DAY, "unit", TestPlan.NOW))).isTrue();
        assertThat(seen.add(report("a", DAY.plusDays(1), "unit", TestPlan.NOW))).isTrue();
        assertThat(seen.add(report("a", DAY, "night", TestPlan.NOW))).isTrue();
        assertThat(seen.add(report("a", DAY, "unit", TestPlan.NOW.plusMillis(1))))
                .isTrue();
    }

    private static ActivationEvent report(String unit, LocalDate day, String source, Instant observedAt) {
        return ActivationReported.of("c", unit, day, source, Map.of("X", 1L), null, observedAt, TestPlan.NOW, 1, null);
    }
}
