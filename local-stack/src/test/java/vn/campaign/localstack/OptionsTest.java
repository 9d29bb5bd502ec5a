package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.localstack.Options.Action;

class OptionsTest {

    @Test
    void runsInTheForegroundByDefault() {
        assertThat(Options.parse()).isEqualTo(new Options(Action.RUN, false, false, false));
    }

    @Test
    void takesTheOptionsOfARunInAnyOrder() {
        assertThat(Options.parse("--demo", "--detach", "--fresh")).isEqualTo(new Options(Action.RUN, true, true, true));
    }

    @Test
    void knowsTheOtherActions() {
        assertThat(Options.parse("--stop").action()).isEqualTo(Action.STOP);
        assertThat(Options.parse("token", "planner").action()).isEqualTo(Action.TOKEN);
        assertThat(Options.parse("--demo", "--help").action()).isEqualTo(Action.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--Demo", "stop", "-d", "", "--stop --fresh", "--demo --stop", "token", "token a b"})
    void refusesAnythingElse(String arguments) {
        assertThatThrownBy(() -> Options.parse(arguments.split(" ", -1))).isInstanceOf(UsageException.class);
    }
}
