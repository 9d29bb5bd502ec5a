package vn.campaign.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import vn.campaign.localstack.ServiceProcess;
import vn.campaign.localstack.Site;
import vn.campaign.testing.CampaignSystem;

/**
 * How many single reports reporting-service takes, each acknowledged by Kafka (acks=all), beside an endpoint that only reads
 * the body and beside the controller of tutorials, in turns.
 */
record IntakeBenchmark(Options options, CampaignSystem system, Campaign campaign) {

    private static final String BODY = "{\"counts\":{\"ACTIVATED_L1\":5,\"ACTIVATED_L2\":12}}";
    private static final String PREVIOUS = "earlier reporting-service";
    private static final String NOTHING = "endpoint that does nothing";

    void run(Output output) throws IOException {
        Table table = new Table(
                output,
                "Intake, single reports",
                "who, connections",
                "requests/s",
                "of doing nothing",
                "p50",
                "p99",
                "p99.9",
                "answers");
        new Topic(system.broker.bootstrapServers()).create(Textbook.TOPIC);
        List<String> java = options.list("java-options");
        try (ServiceProcess previous = previous();
                Peer doNothing = new Peer(DoNothing.class, java, "--spring.main.web-application-type=reactive");
                Peer textbook = new Peer(
                        Textbook.class,
                        java,
                        "--spring.main.web-application-type=servlet",
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.kafka.bootstrap-servers=" + system.broker.bootstrapServers(),
                        "--spring.kafka.producer.acks=all")) {
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put(NOTHING, doNothing.port());
            ports.put("reporting-service", system.uri("reporting-service", "").getPort());
            if (previous != null) {
                ports.put(PREVIOUS, system.uri(PREVIOUS, "").getPort());
            }
            ports.put("textbook controller", textbook.port());
            for (var each : ports.entrySet()) {
                new HttpLoad(each.getValue(), requests(each.getKey()), 64).saturate(options.seconds("warm-up"));
            }
            for (int connections : new int[] {64, 256}) {
                measure(connections, ports, table);
            }
        }
    }

    private @Nullable ServiceProcess previous() {
        if (options.text("previous").isEmpty()) {
            return null;
        }
        system.another(PREVIOUS, "reporting-service");
        ServiceProcess service =
                system.inPlaceOf(PREVIOUS, CampaignSystem.jar(Path.of(options.text("previous")), "reporting-service"));
        service.launch();
        service.awaitReady();
        return service;
    }

    private void measure(int connections, Map<String, Integer> ports, Table table) throws IOException {
        Map<String, List<HttpLoad.Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < options.number("rounds"); round++) {
            for (var each : ports.entrySet()) {
                HttpLoad load = new HttpLoad(each.getValue(), requests(each.getKey()), connections);
                results.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                        .add(load.saturate(options.seconds("seconds")));
            }
        }
        double limit = median(results.get(NOTHING)).perSecond();
        results.forEach((name, runs) -> {
            HttpLoad.Result median = median(runs);
            table.row(
                    "%s, %d | %,.0f | %.0f %% | %.1f ms | %.1f ms | %.1f ms | %s",
                    name,
                    connections,
                    median.perSecond(),
                    100 * median.perSecond() / limit,
                    median.millis(50),
                    median.millis(99),
                    median.millis(99.9),
                    median.statuses());
        });
    }

    /** The others, an earlier version among them, have no base path. */
    private LongFunction<byte[]> requests(String name) {
        String path = (name.equals("reporting-service") ? Site.REPORT : "") + campaign.path();
        String token = system.tokens.apply(CampaignSystem.EVERYTHING);
        List<byte[]> all = campaign.leaves().stream()
                .map(unit ->
                        HttpLoad.request("PUT", path + "/units/" + unit + "/reports/" + Campaign.today(), token, BODY))
                .toList();
        return number -> all.get((int) (number % all.size()));
    }

    /** The run with the middle throughput. */
    private static HttpLoad.Result median(List<HttpLoad.Result> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(HttpLoad.Result::perSecond))
                .toList()
                .get(runs.size() / 2);
    }
}
