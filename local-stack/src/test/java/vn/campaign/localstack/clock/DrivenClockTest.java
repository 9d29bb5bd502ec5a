package vn.campaign.localstack.clock;

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

class DrivenClockTest {

    private static final Instant START = Instant.parse("2023-06-20T00:00:00Z");

    @TempDir
    Path directory;

    @AfterEach
    void release() {
        System.clearProperty(DrivenClock.FILE);
    }

    @Test
    void isTheProvidedClockAndShowsTheSystemsTimeUnlessAFileIsNamed() {
        Clock clock = ServiceLoader.load(Clock.class).findFirst().orElseThrow();
        assertThat(clock).isInstanceOf(DrivenClock.class);
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void followsTheHandAndNeverGoesBack() {
        System.setProperty(DrivenClock.FILE, directory.resolve("clock").toString());
        ClockHand hand = new ClockHand(directory.resolve("clock"), START);
        DrivenClock clock = new DrivenClock();
        assertThat(clock.instant()).isBetween(START, START.plusSeconds(60));

        Instant evening = START.plusSeconds(36_000);
        hand.forwardTo(evening);
        hand.forwardTo(START);
        assertThat(clock.instant()).isBetween(evening, evening.plusSeconds(60));
        assertThat(hand.now()).isBetween(evening, evening.plusSeconds(60));
    }
}
