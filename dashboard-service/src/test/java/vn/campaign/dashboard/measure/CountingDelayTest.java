package vn.campaign.dashboard.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.dashboard.measure.FreshnessMetrics.CountingDelay;

class CountingDelayTest {

    private static final Instant START = Instant.parse("2023-06-21T10:00:00Z");

    private final CountingDelay delay = new CountingDelay();

    @Test
    void whereAllIsCountedNothingWaitsHoweverLongNobodyReports() {
        note(0, Map.of("a", 5L, "b", 0L), Map.of("a", 5L));
        assertAge(3600, 0);
    }

    @Test
    void itGrowsUntilWhatWasReportedIsCounted() {
        note(0, Map.of("a", 5L), Map.of("a", 4L));
        note(10, Map.of("a", 9L), Map.of("a", 4L));
        assertAge(15, 15);
        note(20, Map.of("a", 12L), Map.of("a", 5L));
        assertAge(20, 10);
        note(30, Map.of("a", 12L), Map.of("a", 12L));
        assertAge(30, 0);
    }

    @Test
    void onePartitionThatStandsStillIsEnough() {
        note(0, Map.of("a", 5L, "b", 1L), Map.of("a", 5L, "b", 0L));
        note(10, Map.of("a", 50L, "b", 1L), Map.of("a", 50L, "b", 0L));
        assertAge(10, 10);
    }

    @Test
    void aPartitionOfWhichNothingIsStoredWasNeverCounted() {
        note(0, Map.of("new", 1L), Map.of());
        assertAge(5, 5);
    }

    @Test
    void aLongOutageIsNotForgotten() {
        for (int second = 0; second < 5000; second++) {
            note(second, Map.of("a", 1L + second), Map.of("a", 0L));
        }
        assertAge(5000, 5000);
        note(5000, Map.of("a", 5001L), Map.of("a", 5001L));
        assertAge(5000, 0);
    }

    private void note(int second, Map<String, Long> ends, Map<String, Long> counted) {
        delay.record(START.plusSeconds(second), ends, counted);
    }

    private void assertAge(int second, int seconds) {
        assertThat(delay.at(START.plusSeconds(second))).isEqualTo(Duration.ofSeconds(seconds));
    }
}
