package vn.campaign.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.testing.CampaignSystem;

/** How counting and views change as events, partitions and instances grow; the figure is the slope. */
record GrowthBenchmark(Options options) {

    private static final String SECOND = "quota-service-2";
    private static final int PARTITIONS = 12;

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
        Table others = new Table(output, "Growth of partitions and instances", "what grows", "to", "events/s");
        List<Double> few = new ArrayList<>();
        List<Double> partitions = new ArrayList<>();
        List<Double> instances = new ArrayList<>();
        for (int round = 0; round < options.number("rounds"); round++) {
            few.add(counted(round, PARTITIONS, 1));
            partitions.add(counted(round, 4 * PARTITIONS, 1));
            instances.add(counted(round, PARTITIONS, 2));
        }
        compare("partitions", PARTITIONS, few, 4 * PARTITIONS, partitions, others);
        compare("instances of quota-service", 1, few, 2, instances, others);
    }

    /** One topic that grows; what was started for a part of it is warmed up with events of another campaign. */
    private void events(Campaign campaign, Table table) throws IOException {
        String name = "bench-growth-" + campaign.code();
        try (CampaignSystem system = CampaignSystem.named(name)
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

    /** Events per second that instances of quota-service count together. */
    private double counted(int round, int partitions, int instances) {
        String name = "bench-growth-%d-%d-%d".formatted(partitions, instances, round);
        Map<String, String> settings = Map.of("KAFKA_PARTITIONS", String.valueOf(partitions));
        try (CampaignSystem system = CampaignSystem.named(name)
                        .javaOptions(options.list("java-options"))
                        .environment(service -> settings)
                        .start();
                ServiceProcess second = system.another(SECOND, "quota-service")) {
            DISTRICT.load(system);
            WARM_UP.load(system);
            system.quota.close();
            system.reporting.close();
            system.dashboard.close();
            int others = options.number("events");
            int all = others + DISTRICT.firstStatements(others);
            Topic topic = new Topic(system.broker.bootstrapServers());
            topic.fill(WARM_UP, 0, others);
            topic.fill(DISTRICT, 0, all - others);
            if (instances == 1) {
                system.quota.start();
                return Applied.by(system, "quota-service").perSecond(others, all);
            }
            system.quota.launch();
            second.start();
            system.quota.awaitReady();
            return Applied.by(system, "quota-service", SECOND).perSecond(others, all);
        }
    }

    private static void compare(String what, int from, List<Double> before, int to, List<Double> after, Table table) {
        List<Point> points = List.of(
                new Point(from, Figures.median(before, Double::doubleValue), 0),
                new Point(to, Figures.median(after, Double::doubleValue), 0));
        points.forEach(point -> table.row("%s | %,.0f | %,.0f", what, point.size(), point.eventsPerSecond()));
        table.row("%s | slope | %+.2f", what, Figures.slope(points, Point::size, Point::eventsPerSecond));
    }
}
