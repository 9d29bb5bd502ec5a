package vn.campaign.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.campaign.system.CampaignSystem;

/** How long views of a node take: the first after a start of dashboard-service, and then at a steady rate. */
final class ReadingBenchmark {

    private static final int RATE = 20;
    private static final int CONNECTIONS = 8;

    private final Options options;

    ReadingBenchmark(Options options) {
        this.options = options;
    }

    Table run() throws IOException, InterruptedException {
        Table table = new Table(
                "Reading",
                "units, children of the node",
                "reports behind it",
                "view",
                "first",
                "p50",
                "p99",
                "p99.9",
                "answers");
        measure(Campaign.of("xa", 19), "xa", 19, table);
        measure(Campaign.of("huyen", 25, 100), "huyen-0", 100, table);
        measure(Campaign.of("rong", 2500), "rong", 2500, table);
        return table;
    }

    private void measure(Campaign campaign, String node, int children, Table table) throws IOException {
        try (CampaignSystem system =
                new CampaignSystem("bench-reading-" + campaign.code(), false, options.list("java-options")).start()) {
            campaign.load(system);
            system.reporting.close();
            read(system, campaign, node, children, 0, table);
            int reports = options.number("events");
            new Topic(system.broker.bootstrapServers()).fill(campaign, 0, reports);
            Applied.await(system, reports);
            read(system, campaign, node, children, reports, table);
        }
    }

    private void read(CampaignSystem system, Campaign campaign, String node, int children, int reports, Table table)
            throws IOException {
        String token = system.tokens.apply("leader");
        Map<String, String> views = new LinkedHashMap<>();
        views.put("progress, 50 by percent", "/progress?phase=1&sort=percent&size=50&node=" + node);
        if (children <= 200) {
            views.put("progress, all", "/progress?phase=1&size=200&node=" + node);
            views.put(
                    "completeness",
                    "/completeness?size=200&from=" + Campaign.first() + "&to=" + Campaign.today() + "&node=" + node);
            views.put("ranking", "/ranking?phase=1&node=" + node);
        }
        for (var view : views.entrySet()) {
            system.dashboard.close();
            system.dashboard.start();
            String path = campaign.path() + view.getValue();
            long start = System.nanoTime();
            Exchange.get(system, "leader", system.uri("dashboard-service", path));
            double first = (System.nanoTime() - start) / 1e6;
            byte[] request = HttpLoad.request(path, token);
            HttpLoad load = new HttpLoad(system.uri("dashboard-service", "").getPort(), number -> request, CONNECTIONS);
            load.at(RATE, options.seconds("warm-up"), System.nanoTime());
            HttpLoad.Result result = load.at(RATE, options.seconds("seconds"), System.nanoTime());
            table.row(
                    "%,d, %,d | %,d | %s | %.0f ms | %.1f ms | %.1f ms | %.1f ms | %s",
                    campaign.units(),
                    children,
                    reports,
                    view.getKey(),
                    first,
                    result.millis(50),
                    result.millis(99),
                    result.millis(99.9),
                    result.statuses());
        }
    }
}
