package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.localstack.Options.Action;

class OptionsTest {

    @Test
    void runsInTheForegroundByDefault() {
        assertThat(Options.parse()).isEqualTo(new Options(Action.RUN, false, false, null, null));
    }

    @Test
    void takesTheOptionsOfARunInAnyOrder() {
        assertThat(Options.parse("--fresh", "--detach")).isEqualTo(new Options(Action.RUN, true, true, null, null));
        assertThat(Options.parse("--demo", "--detach"))
                .isEqualTo(new Options(Action.RUN, true, false, new Options.Demo(false, null, Duration.ZERO), null));
        assertThat(Options.parse("--pace", "0.5", "--plan", "province", "--demo", "--until", "2023-07-01")
                        .demo())
                .isEqualTo(new Options.Demo(true, LocalDate.parse("2023-07-01"), Duration.ofMillis(500)));
    }

    @Test
    void knowsTheOtherActions() {
        assertThat(Options.parse("--stop").action()).isEqualTo(Action.STOP);
        assertThat(Options.parse("token", "planner"))
                .isEqualTo(new Options(Action.TOKEN, false, false, null, "planner"));
        assertThat(Options.parse("--demo", "--help").action()).isEqualTo(Action.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--Demo",
                "stop",
                "-d",
                "",
                "--stop --fresh",
                "--demo --stop",
                "token",
                "token a b",
                "--until 2023-07-01",
                "--demo --until July",
                "--demo --plan",
                "--demo --plan hamlet"
            })
    void refusesAnythingElse(String arguments) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ", -1))).isInstanceOf(UsageException.class);
    }
}
