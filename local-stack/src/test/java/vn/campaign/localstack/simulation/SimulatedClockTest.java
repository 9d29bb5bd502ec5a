package vn.campaign.localstack.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedClockTest {

    private static final Instant START = Instant.parse("2023-06-20T00:00:00Z");

    @TempDir
    Path directory;

    @AfterEach
    void release() {
        System.clearProperty(SimulatedClock.FILE);
    }

    @Test
    void isTheProvidedClockAndShowsTheSystemsTimeUnlessAFileIsNamed() {
        Clock clock = ServiceLoader.load(Clock.class).findFirst().orElseThrow();
        assertThat(clock).isInstanceOf(SimulatedClock.class);
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void followsTheSharedFileAndNeverGoesBack() {
        System.setProperty(SimulatedClock.FILE, directory.resolve("clock").toString());
        SimulatedClock shared = SimulatedClock.startingAt(directory.resolve("clock"), START);
        SimulatedClock clock = new SimulatedClock();
        assertThat(clock.instant()).isBetween(START, START.plusSeconds(60));

        Instant evening = START.plusSeconds(36_000);
        shared.advanceTo(evening);
        shared.advanceTo(START);
        assertThat(clock.instant()).isBetween(evening, evening.plusSeconds(60));
        assertThat(shared.instant()).isBetween(evening, evening.plusSeconds(60));
    }
}
