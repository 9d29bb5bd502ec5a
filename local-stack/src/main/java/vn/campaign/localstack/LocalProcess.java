package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of this machine that can be killed and started again; it ends when the JVM that started it does. */
public abstract sealed class LocalProcess implements AutoCloseable
        permits BrokerProcess, IdentityProcess, ServiceProcess, StoreProcess {

    private static final Duration STARTING = Duration.ofMinutes(3);
    private static final Duration STOPPING = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final LogFile log;
    private Process process;

    LocalProcess(String name, Path log) {
        this.name = name;
        this.log = new LogFile(log);
    }

    /** The arguments of {@code java}. */
    abstract List<String> arguments();

    /** What is added to the environment. */
    abstract Map<String, String> environment();

    /** Whether it serves; called while it starts. */
    abstract boolean isReady();

    /** Starts it, for the first time or again, and waits until it serves. */
    public final void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting; {@link #awaitReady} must follow. */
    public final void launch() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is already running");
        }
        log.beginRun();
        var builder = new ProcessBuilder(Installation.java()).redirectErrorStream(true);
        builder.command().addAll(arguments());
        builder.environment().putAll(environment());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /** Waits until it serves; when it ends or takes too long instead, fails with the end of its log and leaves none running. */
    public final void awaitReady() {
        long deadline = System.nanoTime() + STARTING.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw failure("ended while starting");
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw failure("did not get ready within " + STARTING.toSeconds() + " s");
            }
            Pause.of(POLL);
        }
    }

    /** Ends it with SIGKILL, as a crash would, and waits until it is gone. */
    public final void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Ends it with SIGTERM and waits until it is gone; kills it when it takes too long. */
    @Override
    public final void close() {
        terminate();
        awaitEnd();
    }

    final void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    final void awaitEnd() {
        if (process == null) {
            return;
        }
        process.onExit()
                .completeOnTimeout(process, STOPPING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        kill();
    }

    public final boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes when the process that runs now ends. */
    public final CompletableFuture<Void> onExit() {
        return process.onExit().thenAccept(ended -> {});
    }

    /** The id of the process that runs now. */
    public final long pid() {
        return process.pid();
    }

    public final String name() {
        return name;
    }

    /** Everything it has printed, over all its runs. */
    public final Path log() {
        return log.file();
    }

    final boolean printed(String text) {
        return log.holds(text);
    }

    /** What happened to it, and the end of its log. */
    final IllegalStateException failure(String what) {
        return new IllegalStateException(
                "%s %s. The end of its log, %s:%n%s".formatted(name, what, log.file(), log.end()));
    }
}
