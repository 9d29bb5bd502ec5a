package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;

/** Every event of a batch stands, was superseded, or changed nothing; merged are those that cost no write of their own. */
class BatchOutcomeTest {

    private static final Instant START = Instant.parse("2023-06-20T10:00:00Z");

    private ProgressUpdater counting;

    @BeforeEach
    void emptyStore() {
        counting = new ProgressUpdater(Scenario.store(), new VersionGenerator(new Random(1)::nextLong));
    }

    @Test
    void aNewReportStands() {
        assertOutcome(List.of(report("hamlet-1", 1)), 0, 0, 0);
        assertOutcome(List.of(report("hamlet-1", 2)), 0, 0, 0);
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsSuperseded() {
        assertOutcome(List.of(report("hamlet-1", 5)), 0, 0, 0);
        assertOutcome(List.of(report("hamlet-1", 4)), 0, 1, 0);
    }

    @Test
    void whatIsDeliveredAgainChangesNothingAlsoWhenItStandsNoMore() {
        List<ActivationEvent> events = List.of(report("hamlet-1", 1), verification("town", 1));
        assertOutcome(events, 0, 0, 0);
        assertOutcome(List.of(report("hamlet-1", 9), verification("town", 9)), 0, 0, 0);
        assertOutcome(events, 0, 0, 2);
    }

    @Test
    void ofOneUnitAndDayInABatchOneIsWrittenAndTheOthersAreMerged() {
        assertOutcome(
                List.of(report("hamlet-1", 1), report("hamlet-1", 3), report("hamlet-1", 2), report("hamlet-2", 1)),
                2,
                2,
                0);
    }

    @Test
    void aReportTwiceInABatchIsMergedAndUnchanged() {
        assertOutcome(List.of(report("hamlet-1", 1), report("hamlet-1", 1)), 1, 0, 1);
    }

    @Test
    void thoseThatARegisterDoesNotKeepAreSuperseded() {
        List<ActivationEvent> events = new ArrayList<>();
        for (int second = 0; second < 50; second++) {
            events.add(report("hamlet-1", second));
        }
        assertOutcome(events, 49, 49, 0);
    }

    @Property(tries = 100)
    void nothingIsCountedTwiceOrLeftOut(@ForAll long seed) {
        Random random = new Random(seed);
        emptyStore();
        List<ActivationEvent> events = Scenario.shuffledWithDuplicates(Scenario.events(random, 40), random);
        for (List<ActivationEvent> batch : Scenario.batches(events, random)) {
            BatchOutcome counted = counting.apply(batch);
            assertThat(List.of(counted.merged(), counted.superseded(), counted.unchanged()))
                    .allSatisfy(count -> assertThat(count).isBetween(0, batch.size()));
            assertThat(counted.superseded() + counted.unchanged()).isLessThanOrEqualTo(batch.size());
        }
    }

    private void assertOutcome(List<ActivationEvent> batch, int merged, int superseded, int unchanged) {
        BatchOutcome counted = counting.apply(batch);
        assertThat(List.of(counted.merged(), counted.superseded(), counted.unchanged()))
                .as("merged, superseded, unchanged")
                .containsExactly(merged, superseded, unchanged);
    }

    private static ActivationEvent report(String unit, int second) {
        Instant observed = START.plusSeconds(second);
        return ActivationReported.of(
                Scenario.CAMPAIGN,
                unit,
                Scenario.FIRST,
                "unit",
                Map.of("L1", (long) second),
                null,
                observed,
                observed,
                1,
                null);
    }

    private static ActivationEvent verification(String unit, int second) {
        Instant observed = START.plusSeconds(second);
        return ActivationVerified.of(
                Scenario.CAMPAIGN, unit, Scenario.FIRST, Map.of("L1", (long) second), observed, observed, 1, null);
    }
}
