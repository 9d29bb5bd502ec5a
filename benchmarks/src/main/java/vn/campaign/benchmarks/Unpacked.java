package vn.campaign.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import vn.campaign.testing.CampaignSystem;

/** A service's jar, unpacked as in an image, in a process of its own on a given JDK. */
final class Unpacked implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final String CACHE = "app.aot";

    private final CampaignSystem system;
    private final String service;
    private final Path javaHome;
    private final List<String> javaOptions;
    private final Path directory;
    private @Nullable Process process;

    Unpacked(CampaignSystem system, String service, Path javaHome, List<String> javaOptions)
            throws IOException, InterruptedException {
        this.system = system;
        this.service = service;
        this.javaHome = javaHome;
        this.javaOptions = new ArrayList<>(javaOptions);
        this.directory = unpack(service);
    }

    /** Unpacks a service's jar, and returns where. */
    static Path unpack(String service, String... how) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of("target"), "unpacked-" + service + "-");
        List<String> command = new ArrayList<>(List.of(
                java(Path.of(System.getProperty("java.home"))),
                "-Djarmode=tools",
                "-jar",
                CampaignSystem.jar(service).toString(),
                "extract",
                "--force",
                "--destination",
                directory.toString()));
        command.addAll(List.of(how));
        run(new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        return directory;
    }

    /** Bytes of all files below a directory, or of a file. */
    static long bytes(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    /** Performs a training run that creates the AOT cache used from then on; returns its size in bytes. */
    long train() throws IOException, InterruptedException {
        run(builder("-XX:AOTCacheOutput=" + CACHE, "-Dspring.context.exit=onRefresh"));
        javaOptions.add("-XX:AOTCache=" + CACHE);
        return bytes(directory.resolve(CACHE));
    }

    /** Milliseconds until it is ready. */
    double start() throws IOException {
        long start = System.nanoTime();
        process = builder().start();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .failFast(service + " ended, see " + log(), () -> !process.isAlive())
                .until(this::ready);
        return (System.nanoTime() - start) / 1e6;
    }

    long pid() {
        return process.pid();
    }

    private boolean ready() {
        try {
            Exchange.get(system, "operator", system.management(service, "/actuator/health/readiness"));
            return true;
        } catch (UncheckedIOException | IllegalStateException notYet) {
            return false;
        }
    }

    private ProcessBuilder builder(String... more) {
        List<String> command = new ArrayList<>(List.of(java(javaHome)));
        command.addAll(javaOptions);
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", CampaignSystem.jar(service).getFileName().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(system.environment(service));
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
    }

    private File log() {
        return directory.resolve("log").toFile();
    }

    private static String java(Path home) {
        return home.resolve("bin/java").toString();
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        if (builder.start().waitFor() != 0) {
            throw new IOException(builder.command() + " failed");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
