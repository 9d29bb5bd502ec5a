package vn.campaign.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/** How counting and views change as events, partitions and instances grow; the figure is the slope. */
record GrowthBenchmark(Options options) {

    private static final String QUOTA = "quota-service";
    private static final int PARTITIONS = 12;
    private static final int INSTANCES = 3;

    private static final Campaign DISTRICT = Campaign.of("huyen", 25, 100);
    private static final Campaign WARM_UP = Campaign.of("am", 25, 100);

    /**
     * One measurement.
     *
     * @param size of what grows
     * @param p99 of a view in milliseconds
     */
    private record Point(double size, double eventsPerSecond, double p99) {}

    void run(Output output) throws IOException {
        Table events = new Table(output, "Growth of events", "units", "events", "events/s", "view p50", "view p99");
        events(Campaign.of("xa", 19), events);
        events(DISTRICT, events);
        Table others = new Table(
                output,
                "Growth of partitions and instances",
                "what grows",
                "to",
                "events/s",
                "processor time of services and store, µs/event",
                "conflicts/batch");
        List<Counted> few = new ArrayList<>();
        List<Counted> partitions = new ArrayList<>();
        List<Counted> instances = new ArrayList<>();
        for (int round = 0; round < options.number("rounds"); round++) {
            few.add(counted(round, PARTITIONS, 1));
            partitions.add(counted(round, 4 * PARTITIONS, 1));
            instances.add(counted(round, PARTITIONS, INSTANCES));
        }
        compare("partitions", PARTITIONS, few, 4 * PARTITIONS, partitions, others);
        compare("instances of quota-service", 1, few, INSTANCES, instances, others);
    }

    /** One topic that grows; what was started for a part of it is warmed up with events of another campaign. */
    private void events(Campaign campaign, Table table) throws IOException {
        String name = "bench-growth-" + campaign.code();
        try (CampaignSystem system = CampaignSystem.named(name)
                .withoutFlush()
                .javaOptions(options.list("java-options"))
                .start()) {
            campaign.load(system);
            WARM_UP.load(system);
            system.reporting.close();
            system.dashboard.close();
            Topic topic = new Topic(system.broker.bootstrapServers());
            int others = options.number("events");
            List<Point> points = new ArrayList<>();
            int before = 0;
            for (int events : options.numbers("growth")) {
                system.quota.close();
                topic.fill(WARM_UP, points.size() * others, others);
                topic.fill(campaign, before, events - before);
                system.quota.start();
                double rate = Applied.by(system, "quota-service").perSecond(others, others + events - before);
                HttpLoad.Result view = view(system, campaign);
                points.add(new Point(events, rate, view.millis(99)));
                table.row(
                        "%,d | %,d | %,.0f | %.1f ms | %.1f ms",
                        campaign.units(), events, rate, view.millis(50), view.millis(99));
                before = events;
            }
            table.row(
                    "%,d | slope | %+.2f | | %+.2f",
                    campaign.units(),
                    Figures.slope(points, Point::size, Point::eventsPerSecond),
                    Figures.slope(points, Point::size, Point::p99));
        }
    }

    private HttpLoad.Result view(CampaignSystem system, Campaign campaign) throws IOException {
        List<String> path = List.of(campaign.path() + "/progress?phase=1&size=200&node=" + campaign.parentOfLeaves());
        Viewer viewer = new Viewer(options, system);
        system.dashboard.start();
        viewer.warmUp(path);
        HttpLoad.Result view = viewer.steady(path).result();
        system.dashboard.close();
        return view;
    }

    /**
     * What instances of quota-service counted together.
     *
     * @param micros processor time of all of them and of the store for each event
     * @param conflicts compare-and-sets that found another version, for each batch
     */
    private record Counted(double perSecond, double micros, double conflicts) {}

    private Counted counted(int round, int partitions, int instances) {
        String name = "bench-growth-%d-%d-%d".formatted(partitions, instances, round);
        Map<String, String> settings = Map.of("KAFKA_PARTITIONS", String.valueOf(partitions));
        try (CampaignSystem system = CampaignSystem.named(name)
                .withoutFlush()
                .javaOptions(options.list("java-options"))
                .environment(service -> settings)
                .start()) {
            DISTRICT.load(system);
            WARM_UP.load(system);
            LocalProcess.closeAll(List.of(system.quota, system.reporting, system.dashboard));
            int others = options.number("events");
            Topic topic = new Topic(system.broker.bootstrapServers());
            topic.fill(WARM_UP, 0, others);
            topic.fill(DISTRICT, 0, DISTRICT.firstStatements(others));
            List<ServiceProcess> counting = new ArrayList<>(List.of(system.quota));
            for (int more = 2; more <= instances; more++) {
                counting.add(system.another(QUOTA + "-" + more, QUOTA));
            }
            try {
                return counted(system, counting, others, DISTRICT.firstStatements(others));
            } finally {
                LocalProcess.closeAll(counting);
            }
        }
    }

    private static Counted counted(CampaignSystem system, List<ServiceProcess> counting, int before, int events) {
        counting.forEach(LocalProcess::launch);
        counting.forEach(LocalProcess::awaitReady);
        String[] names = counting.stream().map(LocalProcess::name).toArray(String[]::new);
        List<LocalProcess> measured = new ArrayList<>(counting);
        measured.add(system.store);
        Applied applied = Applied.by(system, names);
        applied.await(before);
        long micros = micros(measured);
        double perSecond = applied.perSecond(before, before + events);
        return new Counted(
                perSecond, (double) (micros(measured) - micros) / events, Applied.conflictsPerBatch(system, names));
    }

    private static long micros(List<LocalProcess> processes) {
        return processes.stream()
                .mapToLong(process -> Usage.cpu(process.pid()).toNanos() / 1000)
                .sum();
    }

    private static void compare(String what, int from, List<Counted> before, int to, List<Counted> after, Table table) {
        row(what, from, before, table);
        row(what, to, after, table);
        List<Point> points = List.of(point(from, before), point(to, after));
        table.row("%s | slope | %+.2f | |", what, Figures.slope(points, Point::size, Point::eventsPerSecond));
    }

    private static void row(String what, int size, List<Counted> all, Table table) {
        table.row(
                "%s | %d | %,.0f | %,.0f | %.2f",
                what,
                size,
                Figures.median(all, Counted::perSecond),
                Figures.median(all, Counted::micros),
                Figures.median(all, Counted::conflicts));
    }

    private static Point point(int size, List<Counted> all) {
        return new Point(size, Figures.median(all, Counted::perSecond), 0);
    }
}
