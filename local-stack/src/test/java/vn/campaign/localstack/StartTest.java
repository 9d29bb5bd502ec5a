package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StartTest {

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Start start() {
        PrintStream out = new PrintStream(printed, true);
        return new Start(root, Map.of("CAMPAIGN_DATA", root.toString()), out, out);
    }

    private Start parsed(String... arguments) {
        Start start = start();
        new CommandLine(start).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return start;
    }

    @Test
    void runsInTheForegroundByDefault() {
        Start start = parsed();
        assertThat(start.fresh).isFalse();
        assertThat(start.detach).isFalse();
        assertThat(start.demo).isNull();
    }

    @Test
    void takesTheOptionsOfARunInAnyOrder() {
        Start fresh = parsed("--fresh", "--detach");
        assertThat(fresh.fresh).isTrue();
        assertThat(fresh.detach).isTrue();
        Start.DemoOptions usual = parsed("--demo", "--detach").demo;
        assertThat(usual.province()).isFalse();
        assertThat(usual.until).isNull();
        assertThat(usual.pace()).isZero();
        Start.DemoOptions demo = parsed("--pace", "0.5", "--plan", "province", "--demo", "--until", "2023-07-01").demo;
        assertThat(demo.province()).isTrue();
        assertThat(demo.until).isEqualTo(LocalDate.parse("2023-07-01"));
        assertThat(demo.pace()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void knowsTheOtherActions() {
        assertThat(start().run("--stop")).isZero();
        assertThat(printed.toString()).contains("Nothing is running.");
        assertThat(start().run("token", "planner")).as("there are no accounts").isEqualTo(1);
        assertThat(start().run("--demo", "--help")).isZero();
        assertThat(printed.toString()).contains("Usage: ./start", "--until", "STORE_PORT");
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
        assertThat(start().run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(printed.toString()).contains("Usage: ./start");
    }
}
