package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;

class EventChunksTest {

    @Test
    void thereIsNoneOfNothing() {
        assertThat(EventChunks.of(List.of())).isEmpty();
    }

    @Test
    void howeverManyEventsOfFewUnitsAreOnePortion() {
        List<ActivationEvent> events =
                events(IntStream.range(0, 3 * EventChunks.UNITS).map(number -> number % EventChunks.UNITS));

        assertThat(EventChunks.of(events)).containsExactly(events);
    }

    @Test
    void aPortionEndsBeforeTheFirstUnitTooMany() {
        List<ActivationEvent> events = events(IntStream.concat(
                IntStream.range(0, EventChunks.UNITS), IntStream.of(0, EventChunks.UNITS, 0, EventChunks.UNITS + 1)));

        List<List<ActivationEvent>> portions = EventChunks.of(events);

        assertThat(portions).extracting(List::size).containsExactly(EventChunks.UNITS + 1, 3);
        assertThat(portions).flatExtracting(portion -> portion).isEqualTo(events);
    }

    @Test
    void unitsOfOneCodeInTwoCampaignsAreTwo() {
        List<ActivationEvent> events = new ArrayList<>(events(IntStream.range(0, EventChunks.UNITS)));
        events.add(event("another", 0));

        assertThat(EventChunks.of(events)).hasSize(2);
    }

    private static List<ActivationEvent> events(IntStream units) {
        return units.mapToObj(unit -> event("campaign", unit)).toList();
    }

    private static ActivationEvent event(String campaign, int unit) {
        return ActivationReported.of(
                campaign,
                "unit-" + unit,
                LocalDate.parse("2023-06-21"),
                "unit",
                Map.of("ACTIVATED_L1", 1L),
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                "account");
    }
}
