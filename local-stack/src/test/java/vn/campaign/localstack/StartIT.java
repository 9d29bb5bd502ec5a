package vn.campaign.localstack;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import vn.campaign.localstack.Settings.Role;

/** {@code ./start} with a real broker and store, and stubs for the services. */
@Execution(ExecutionMode.CONCURRENT)
class StartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private final Map<Role, Integer> ports = new EnumMap<>(Role.class);
    private final List<Process> started = new ArrayList<>();
    private int outputs;

    @BeforeEach
    void project() throws IOException {
        StubProject.create(root);
        for (Role role : Role.values()) {
            ports.put(role, Ports.free());
        }
    }

    @AfterEach
    void leaveNothing() {
        started.forEach(Process::destroyForcibly);
        awaitAllPortsFree();
    }

    @Test
    void runsUntilItIsTerminatedAndLeavesNoProcess() throws Exception {
        Run run = start("--demo");
        run.awaitOutput(ForegroundRun.READY);
        assertThat(run.output())
                .contains("Loaded the plan of a simulated campaign")
                .contains("http://127.0.0.1:" + ports.get(Role.SITE));
        assertThat(root.resolve("thanh-an-2023")).hasContent(StubProject.PLAN);
        assertThat(root.resolve("2023-06-30")).content().contains("\"ACTIVATED_L1\":");
        assertThat(root.resolve("verifications")).content().contains("thuan-an,2023-0");
        assertThat(root.resolve(".local/demo/store")).exists();
        assertThat(root.resolve(".local/store")).doesNotExist();

        Run second = start();
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output()).contains("already running (process " + run.process.pid() + ")");

        run.process.destroy();
        run.exit();
        assertThat(run.output()).contains("Stopping");
        awaitAllPortsFree();
    }

    @Test
    void leavesNoProcessWhenItIsKilled() throws Exception {
        Run run = start();
        run.awaitOutput(ForegroundRun.READY);
        run.process.destroyForcibly();
        awaitAllPortsFree();
    }

    @Test
    void startsAgainWhatEndsAndTellsSoOnceAndTheRestGoesOn() throws Exception {
        Run run = start();
        run.awaitOutput(ForegroundRun.READY);
        Set<Long> before = parts(run);
        HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(Role.SITE) + "/die"))
                                .build(),
                        BodyHandlers.discarding())
                .exceptionally(noAnswer -> null)
                .join();
        run.awaitOutput("dashboard-service ended by itself with status 3; it is started again in 1 s");
        await().atMost(PATIENCE).until(() -> !Ports.isFree(ports.get(Role.DASHBOARD)));
        assertThat(parts(run)).hasSameSizeAs(before).satisfies(now -> {
            now.retainAll(before);
            assertThat(now).hasSize(before.size() - 1);
        });
        assertThat(run.output()).containsOnlyOnce("ended by itself");

        run.process.destroy();
        assertThat(run.exit()).isNotEqualTo(1);
        assertThat(run.output()).as("what is stopped does not end by itself").containsOnlyOnce("ended by itself");
    }

    private static Set<Long> parts(Run run) {
        return run.process.children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void runsOnAfterDetachUntilStop() throws Exception {
        Run detached = start("--detach");
        assertThat(detached.exit()).isZero();
        assertThat(detached.output()).contains(ForegroundRun.READY);
        assertThat(ports.values()).noneMatch(Ports::isFree);

        Run token = start("token", "thuan-an");
        assertThat(token.exit()).as(token.output()).isZero();
        assertThat(claims(token.output())).contains("\"aud\":\"campaign\"", "\"reporter:thanh-an-2023/thuan-an\"");
        Path accounts = root.resolve(".local/identity/accounts.csv");
        assertThat(Files.getPosixFilePermissions(accounts)).containsOnly(OWNER_READ, OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(accounts.resolveSibling("signing-key.json")))
                .containsOnly(OWNER_READ, OWNER_WRITE);
        assertThat(detached.output()).contains("thuan-an ", "leader ").doesNotContain("campaign-pages ");

        Run stop = start("--stop");
        assertThat(stop.exit()).isZero();
        assertThat(ports.values()).allMatch(Ports::isFree);
        assertThat(start("--stop").exit()).isZero();
    }

    @Test
    void namesABusyPortBeforeItStartsAnything() throws Exception {
        try (var busy = new ServerSocket(ports.get(Role.STORE))) {
            Run run = start();
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.output()).contains("Port " + busy.getLocalPort()).contains("STORE_PORT");
        }
        assertThat(root.resolve(".local/logs")).doesNotExist();
    }

    @Test
    void explainsItselfWhenMisused() throws Exception {
        Run run = start("--bogus");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("--bogus").contains("Usage: ./start");
        assertThat(start("token", "planner").exit()).isEqualTo(1);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private Run start(String... arguments) throws IOException {
        Path output = root.resolve("output-" + outputs++);
        var builder = new ProcessBuilder(
                Installation.java(),
                "-Dlocal-stack.directory=" + Installation.directory(),
                "-cp",
                System.getProperty("java.class.path"),
                StubbedStart.class.getName(),
                root.toString());
        builder.command().addAll(List.of(arguments));
        ports.forEach((role, port) -> builder.environment().put(role.variable(), Integer.toString(port)));
        builder.environment().put("STUB_RECORD", root.toString());
        builder.environment().remove("CAMPAIGN_DATA");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return new Run(process, output);
    }

    private void awaitAllPortsFree() {
        await().atMost(PATIENCE).until(() -> ports.values().stream().allMatch(Ports::isFree));
    }

    private record Run(Process process, Path file) {

        void awaitOutput(String text) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(process.isAlive()).as(output()).isTrue();
                return output().contains(text);
            });
        }

        int exit() {
            await().atMost(PATIENCE).until(() -> !process.isAlive());
            return process.exitValue();
        }

        String output() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
