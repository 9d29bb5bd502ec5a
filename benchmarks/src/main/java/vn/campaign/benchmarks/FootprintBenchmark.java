package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import vn.campaign.localstack.Site;
import vn.campaign.testing.CampaignSystem;

/** The footprint of each service: start-up time, memory idle and under load, and size in an image. */
record FootprintBenchmark(Options options, CampaignSystem system, Campaign campaign) {

    private static final List<String> SERVICES = List.of("reporting-service", "quota-service", "dashboard-service");
    private static final List<String> LAYERS = List.of("dependencies", "application");
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final int WITH_AOT_CACHE = 25;
    private static final int IDLE_MILLIS = 5_000;
    private static final double MEGABYTE = 1024 * 1024;

    void run(Output output) throws IOException, InterruptedException {
        Table image = new Table(output, "What goes into an image", "service", String.join(" | ", LAYERS));
        for (String service : SERVICES) {
            Path layers = Unpacked.unpack(service, "--layers", "--application-filename", "application.jar");
            List<String> sizes = new ArrayList<>();
            for (String layer : LAYERS) {
                Path directory = layers.resolve(layer);
                sizes.add("%.1f MB".formatted(Files.exists(directory) ? Unpacked.bytes(directory) / MEGABYTE : 0));
            }
            image.row("%s | %s", service, String.join(" | ", sizes));
        }
        image.note("Not included: the JRE below these layers, and the AOT cache above them, whose size stands below.");
        Table table = new Table(
                output,
                "Footprint",
                "service",
                "Java",
                "AOT cache",
                "start to ready",
                "memory idle",
                "most memory under load");
        measure(Path.of(System.getProperty("java.home")), false, table);
        Optional<Path> newer = javaWithAotCache();
        if (newer.isPresent()) {
            measure(newer.get(), true, table);
        } else {
            table.note("No JDK %d or later is below %s, and --java25 names none.", WITH_AOT_CACHE, INSTALLED);
        }
    }

    private void measure(Path javaHome, boolean cached, Table table) throws IOException, InterruptedException {
        List<Unpacked> running = new ArrayList<>();
        try {
            List<String> caches = new ArrayList<>();
            List<Double> starts = new ArrayList<>();
            for (String service : SERVICES) {
                Unpacked unpacked = new Unpacked(system, service, javaHome, options.list("java-options"));
                running.add(unpacked);
                caches.add(cached ? "%.1f MB".formatted(unpacked.train() / MEGABYTE) : "none");
                starts.add(startedAgain(unpacked));
            }
            Thread.sleep(IDLE_MILLIS);
            List<Long> idle =
                    running.stream().map(each -> Usage.memory(each.pid())).toList();
            load();
            for (int i = 0; i < SERVICES.size(); i++) {
                table.row(
                        "%s | %s | %s | %,.0f ms | %,d MB | %,d MB",
                        SERVICES.get(i),
                        version(javaHome),
                        caches.get(i),
                        starts.get(i),
                        idle.get(i),
                        Usage.mostMemory(running.get(i).pid()));
            }
        } finally {
            running.forEach(Unpacked::close);
        }
    }

    /** Median of several starts; the last is left running. */
    private double startedAgain(Unpacked unpacked) throws IOException {
        List<Double> starts = new ArrayList<>();
        for (int round = 0; round < options.number("rounds"); round++) {
            unpacked.close();
            starts.add(unpacked.start());
        }
        return Figures.median(starts, Double::doubleValue);
    }

    /** Sends reports as fast as they are accepted, while views are opened. */
    private void load() throws IOException {
        String token = system.tokens.apply(CampaignSystem.EVERYTHING);
        byte[] report = HttpLoad.request(
                "PUT",
                Site.REPORT + campaign.path() + "/units/" + campaign.leaves().get(0) + "/reports/" + Campaign.today(),
                token,
                "{\"counts\":{\"ACTIVATED_L1\":5}}");
        byte[] view = HttpLoad.request(campaign.path() + "/progress?phase=1&node=" + campaign.code(), token);
        CompletableFuture<Void> views = CompletableFuture.runAsync(() -> saturate("dashboard-service", view, 2));
        saturate("reporting-service", report, 64);
        views.join();
    }

    private void saturate(String service, byte[] request, int connections) {
        try {
            HttpLoad.Result result = new HttpLoad(system.uri(service, "").getPort(), number -> request, connections)
                    .saturate(options.seconds("seconds"));
            if (result.statuses().keySet().stream().anyMatch(status -> status >= 300)) {
                throw new IllegalStateException(service + " answered " + result.statuses());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> javaWithAotCache() throws IOException {
        String given = options.text("java25");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given));
        }
        if (Files.notExists(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> Files.exists(home.resolve("release")))
                    .filter(home -> Runtime.Version.parse(version(home)).feature() >= WITH_AOT_CACHE)
                    .sorted()
                    .findFirst();
        }
    }

    private static String version(Path javaHome) {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(javaHome.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }
}
