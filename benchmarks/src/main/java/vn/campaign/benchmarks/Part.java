package vn.campaign.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.campaign.testing.CampaignSystem;

/** What can be measured, in this order. */
enum Part {
    INTAKE(Part::intake),
    BULK(Part::bulk),
    FRESHNESS(Part::freshness),
    WATCHING(Part::watching),
    COUNTING((options, output) -> new CountingBenchmark(options).run(output)),
    DAYS((options, output) -> new CountingBenchmark(options).runDays(output)),
    GROWTH((options, output) -> new GrowthBenchmark(options).run(output)),
    READING((options, output) -> new ReadingBenchmark(options).run(output)),
    RUSH((options, output) -> new RushBenchmark(options).run(output)),
    FOOTPRINT(Part::footprint);

    private interface Measurement {
        void run(Options options, Output output) throws Exception;
    }

    private static final Campaign COMMUNE = Campaign.of("xa", 19);

    private final Measurement measurement;

    Part(Measurement measurement) {
        this.measurement = measurement;
    }

    /** All, as the command line names them. */
    static String names() {
        return Stream.of(values()).map(Part::toString).collect(Collectors.joining(","));
    }

    void measure(Options options, Output output) throws Exception {
        measurement.run(options, output);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void intake(Options options, Output output) throws Exception {
        try (CampaignSystem system = commune("intake", options)) {
            system.quota.close();
            system.dashboard.close();
            new IntakeBenchmark(options, system, COMMUNE).run(output);
        }
    }

    private static void bulk(Options options, Output output) throws Exception {
        try (CampaignSystem system = commune("bulk", options)) {
            system.quota.close();
            system.dashboard.close();
            new Topic(system.broker.bootstrapServers()).create(Textbook.TOPIC);
            new BulkBenchmark(options, system, COMMUNE).run(output);
        }
    }

    private static void freshness(Options options, Output output) throws Exception {
        try (CampaignSystem system = commune("freshness", options)) {
            new FreshnessBenchmark(options, system, COMMUNE, "").run(output);
        }
        try (CampaignSystem system = commune(setup("flushed", options))) {
            new FreshnessBenchmark(options, system, COMMUNE, ", each flushed before it is acknowledged").run(output);
        }
    }

    private static void watching(Options options, Output output) throws Exception {
        try (CampaignSystem system = commune("watching", options)) {
            new WatchingBenchmark(options, system, COMMUNE).run(output);
        }
    }

    private static void footprint(Options options, Output output) throws Exception {
        try (CampaignSystem system = commune("footprint", options)) {
            List.of(system.reporting, system.quota, system.dashboard).forEach(service -> service.close());
            new FootprintBenchmark(options, system, COMMUNE).run(output);
        }
    }

    private static CampaignSystem commune(String name, Options options) {
        return commune(setup(name, options).withoutFlush());
    }

    private static CampaignSystem.Setup setup(String name, Options options) {
        return CampaignSystem.named("bench-" + name).javaOptions(options.list("java-options"));
    }

    private static CampaignSystem commune(CampaignSystem.Setup setup) {
        CampaignSystem system = setup.start();
        COMMUNE.load(system);
        return system;
    }
}
