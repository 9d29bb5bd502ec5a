package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java process that can be killed and restarted; it exits when the JVM that started it does. */
public abstract sealed class LocalProcess implements AutoCloseable
        permits BrokerProcess, IdentityProcess, ServiceProcess, StoreProcess {

    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWERING = Duration.ofSeconds(2);
    private static final int LOG_END_LINES = 40;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWERING).build();

    private final String name;
    private final Path log;
    private long runStart;
    private @Nullable Process process;

    LocalProcess(String name, Path log) {
        this.name = name;
        this.log = log.toAbsolutePath();
    }

    /** The arguments of {@code java}. */
    abstract List<String> arguments() throws IOException;

    /** Additional environment variables. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** Returns whether it is ready; called while it starts. */
    abstract boolean isReady();

    /** Whether a GET is answered with 200, for {@link #isReady}. */
    static boolean answers(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWERING).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts or restarts it and waits until it is ready. */
    public final void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting until it is ready. */
    public final void launch() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is already running");
        }
        log.toFile().getParentFile().mkdirs();
        runStart = log.toFile().length();
        var builder = new ProcessBuilder(Installation.java()).redirectErrorStream(true);
        builder.environment().putAll(environment());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            builder.command().addAll(arguments());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + e, e);
        }
    }

    /** Waits until it is ready; if it exits or times out, kills it and fails with the end of its log. */
    public final void awaitReady() {
        long deadline = System.nanoTime() + STARTING.toNanos();
        try {
            while (!isReady()) {
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("ended while starting");
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw failure("did not get ready within " + STARTING.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Kills it with SIGKILL, as a crash would, and waits until it is gone. */
    public final void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Stops it with SIGTERM and waits until it is gone; kills it after a timeout. */
    @Override
    public final void close() {
        closeAll(List.of(this));
    }

    /** Stops several at the same time, each as {@link #close()} does. */
    public static void closeAll(List<? extends LocalProcess> processes) {
        List<Process> running = processes.stream()
                .map((LocalProcess each) -> each.process)
                .filter(Objects::nonNull)
                .toList();
        running.forEach(Process::destroy);
        running.forEach(process -> process.onExit()
                .completeOnTimeout(process, STOPPING.toMillis(), TimeUnit.MILLISECONDS)
                .join());
        processes.forEach(LocalProcess::kill);
    }

    public final boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes with the exit status when the current process exits. */
    public final CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The id of the current process. */
    public final long pid() {
        return process.pid();
    }

    public final String name() {
        return name;
    }

    /** Everything it has printed, over all its runs. */
    public final Path log() {
        return log;
    }

    final boolean printed(String text) {
        return currentRun().contains(text);
    }

    /** How it ended, and the end of its log. */
    final IllegalStateException failure(String what) {
        List<String> lines = currentRun().lines().toList();
        List<String> end = lines.subList(Math.max(0, lines.size() - LOG_END_LINES), lines.size());
        return new IllegalStateException(
                "%s %s. The end of its log, %s:%n%s".formatted(name, what, log, String.join("\n", end)));
    }

    private String currentRun() {
        try (var input = Files.newInputStream(log)) {
            input.skipNBytes(runStart);
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
