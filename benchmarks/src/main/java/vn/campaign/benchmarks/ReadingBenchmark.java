package vn.campaign.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.campaign.testing.CampaignSystem;

/** How long views of a node take: the first after dashboard-service starts, then at a steady rate. */
record ReadingBenchmark(Options options) {

    /** The maximum number of children that are read on one page. */
    private static final int WHOLE = 200;

    private static final List<String> COLUMNS = List.of(
            "code",
            "name",
            "missingDays",
            "lastReportedAt",
            "reportedToday",
            "reportedInPeriod",
            "cumulative",
            "target",
            "achieved",
            "percent",
            "percentOfEligible",
            "missing",
            "requiredPerDay",
            "requiredToday",
            "projected",
            "status",
            "verified",
            "gap");

    void run(Output output) throws IOException {
        Table table = new Table(
                output,
                "Reading",
                "units, children of the node",
                "reports behind it",
                "view",
                "first",
                "views/s",
                "p50",
                "p99",
                "p99.9",
                "answers");
        int reports = options.number("reports");
        Map<Campaign, Integer> campaigns = new LinkedHashMap<>();
        campaigns.put(Campaign.of("xa", 19), reports / 10);
        campaigns.put(Campaign.of("tram", 200), reports / 10);
        campaigns.put(Campaign.of("huyen", 25, 100), reports);
        campaigns.put(Campaign.of("rong", 2500), reports / 10);
        // By default each of the nation's units once.
        campaigns.put(new Campaign("nuoc", options.numbers("nation")), reports / 40);
        for (var each : campaigns.entrySet()) {
            if (options.chosen(each.getKey())) {
                measure(each.getKey(), each.getValue(), table);
            }
        }
    }

    private void measure(Campaign campaign, int reports, Table table) throws IOException {
        String name = "bench-reading-" + campaign.code();
        try (CampaignSystem system = CampaignSystem.named(name)
                .withoutFlush()
                .javaOptions(options.list("java-options"))
                .start()) {
            campaign.load(system);
            system.reporting.close();
            read(system, campaign, 0, table);
            system.dashboard.close();
            new Topic(system.broker.bootstrapServers()).fill(campaign, 0, reports);
            Applied.by(system, "quota-service").await(reports);
            read(system, campaign, reports, table);
        }
    }

    private void read(CampaignSystem system, Campaign campaign, int reports, Table table) throws IOException {
        Map<String, List<String>> views = views(campaign);
        Viewer viewer = new Viewer(options, system);
        Map<String, Double> first = new LinkedHashMap<>();
        views.forEach((view, paths) -> first.put(view, viewer.first(paths.get(0))));
        viewer.warmUp(views.values().stream().flatMap(List::stream).toList());
        for (var view : views.entrySet()) {
            Viewer.Viewed viewed = viewer.steady(view.getValue());
            table.row(
                    "%,d, %,d | %,d | %s | %.0f ms | %d | %.1f ms | %.1f ms | %.1f ms | %s",
                    campaign.units(),
                    campaign.children(),
                    reports,
                    view.getKey(),
                    first.get(view.getKey()),
                    viewed.rate(),
                    viewed.result().millis(50),
                    viewed.result().millis(99),
                    viewed.result().millis(99.9),
                    viewed.result().statuses());
        }
    }

    /** The addresses of each view, opened in turn. */
    private static Map<String, List<String>> views(Campaign campaign) {
        String node = campaign.parentOfLeaves();
        String progress = campaign.path() + "/progress?phase=1&node=" + node;
        String completeness = campaign.path() + "/completeness?from=" + campaign.first() + "&to=" + Campaign.today();
        Map<String, List<String>> views = new LinkedHashMap<>();
        if (campaign.children() <= WHOLE) {
            views.put("progress, all children", List.of(progress + "&size=" + WHOLE));
        }
        views.put(
                "progress, 50 children by each column in turns",
                COLUMNS.stream()
                        .map(column -> progress + "&size=50&sort=" + column)
                        .toList());
        views.put("completeness", List.of(completeness + "&size=" + WHOLE + "&node=" + node));
        views.put("ranking of the node's units", List.of(campaign.path() + "/ranking?phase=1&node=" + node));
        if (!node.equals(campaign.code())) {
            views.put("completeness of the whole tree", List.of(completeness + "&node=" + campaign.code()));
            views.put("ranking of all units", List.of(campaign.path() + "/ranking?phase=1&node=" + campaign.code()));
        }
        return views;
    }
}
