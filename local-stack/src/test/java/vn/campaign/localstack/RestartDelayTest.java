package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartDelayTest {

    private final RestartDelay delay = new RestartDelay();

    @Test
    void eachIsTwiceAsLongUntilThePartHasRunForAMinute() {
        assertThat(IntStream.range(0, 8).mapToObj(end -> after(59)))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(after(60)).isEqualTo(1);
        assertThat(after(0)).isEqualTo(2);
    }

    private long after(int seconds) {
        return delay.after(Duration.ofSeconds(seconds)).toSeconds();
    }
}
