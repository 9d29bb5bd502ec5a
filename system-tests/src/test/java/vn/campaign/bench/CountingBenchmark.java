package vn.campaign.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.campaign.contract.Collections;
import vn.campaign.contract.Topics;
import vn.campaign.system.CampaignSystem;

/**
 * How many events quota-service counts in a second from a topic that was filled before, beside reading the same topic with
 * Kafka's ConsumerPerformance and writing as many documents as came of it with bare bulk inserts, one after the other, and
 * beside the listener of tutorials and an aggregation by Kafka Streams. Each round begins with nothing counted.
 */
final class CountingBenchmark {

    private final Options options;

    CountingBenchmark(Options options) {
        this.options = options;
    }

    void run(Output output) throws IOException, InterruptedException {
        Table table = new Table(
                output,
                "Counting",
                "units",
                "events",
                "rounds",
                "day sheets + progress documents",
                "quota-service, events/s",
                "limit, events/s",
                "of the limit",
                "textbook listener, events/s",
                "Kafka Streams, events/s");
        int events = options.number("events");
        int rounds = options.number("rounds");
        measure(Campaign.of("xa", 19), events, rounds, table);
        Campaign district = Campaign.of("huyen", 25, 100);
        measure(district, district.firstStatements(events), rounds, table);
        Campaign nation = new Campaign("nuoc", options.numbers("nation"));
        measure(nation, nation.firstStatements(events), 1, table);
    }

    /**
     * What came of one round.
     *
     * @param documents how many the limit wrote
     */
    private record Round(String documents, double counted, double limit, double textbook, double streams) {}

    private void measure(Campaign campaign, int events, int rounds, Table table)
            throws IOException, InterruptedException {
        List<Round> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(campaign, events, round));
        }
        double counted = Figures.median(all, Round::counted);
        double limit = Figures.median(all, Round::limit);
        table.row(
                "%,d | %,d | %d | %s | %,.0f | %,.0f | %.0f %% | %,.0f | %,.0f",
                campaign.units(),
                events,
                rounds,
                all.get(0).documents,
                counted,
                limit,
                100 * counted / limit,
                Figures.median(all, Round::textbook),
                Figures.median(all, Round::streams));
    }

    private Round round(Campaign campaign, int events, int round) throws IOException, InterruptedException {
        String name = "bench-counting-%s-%d".formatted(campaign.code(), round);
        try (CampaignSystem system = new CampaignSystem(name, false, options.list("java-options")).start()) {
            campaign.load(system);
            system.quota.close();
            system.reporting.close();
            system.dashboard.close();
            Topic topic = new Topic(system.broker.bootstrapServers());
            // The first part warms the service up.
            topic.fill(campaign, 0, events);
            topic.fill(campaign, events, events);
            system.quota.start();
            double counted = Applied.by(system, "quota-service").perSecond(events, 2L * events);
            system.quota.close();
            double textbook = textbook(system, topic);
            double streams = streams(system, events);
            double seconds = events / read(system, 2 * events);
            // Where each event makes a sheet, the first half was made by the events that warmed up.
            boolean half = 2L * events <= (long) campaign.leaves().size() * Campaign.DAYS;
            try (MongoClient store = MongoClients.create(system.store.uri("campaign"))) {
                BareCopy sheets = BareCopy.of(store, Collections.DAY_SHEETS, campaign, half);
                BareCopy progress = BareCopy.of(store, Collections.PROGRESS, campaign, false);
                return new Round(
                        "%,d + %,d".formatted(sheets.documents(), progress.documents()),
                        counted,
                        events / (seconds + sheets.seconds() + progress.seconds()),
                        textbook,
                        streams);
            }
        }
    }

    private double textbook(CampaignSystem system, Topic topic) throws InterruptedException {
        try (Peer listener = new Peer(
                TextbookListener.class,
                options.list("java-options"),
                "--spring.main.web-application-type=servlet",
                "--spring.kafka.bootstrap-servers=" + system.broker.bootstrapServers(),
                "--spring.kafka.consumer.auto-offset-reset=earliest",
                "--spring.kafka.consumer.value-deserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "--spring.kafka.listener.ack-mode=record",
                "--store=" + system.store.uri("textbook"))) {
            Thread.sleep(options.seconds("warm-up").toMillis());
            long start = System.nanoTime();
            long before = topic.committed(TextbookListener.GROUP);
            Thread.sleep(options.seconds("seconds").toMillis());
            return (topic.committed(TextbookListener.GROUP) - before) * 1e9 / (System.nanoTime() - start);
        }
    }

    private double streams(CampaignSystem system, int events) throws IOException {
        try (Peer streams = new Peer(
                StreamsAggregation.class,
                options.list("java-options"),
                "--spring.main.web-application-type=servlet",
                "--spring.kafka.bootstrap-servers=" + system.broker.bootstrapServers(),
                "--spring.kafka.streams.application-id=streams-aggregation",
                "--spring.kafka.streams.state-dir=" + Files.createTempDirectory(Path.of("target"), "streams-"),
                "--spring.kafka.streams.properties.processing.guarantee=at_least_once")) {
            return Applied.by(system, streams).perSecond(events, 2L * events);
        }
    }

    /** Events per second that Kafka's own tool reads. */
    private static double read(CampaignSystem system, int events) throws IOException, InterruptedException {
        List<String> lines = Tool.run(
                "org.apache.kafka.tools.ConsumerPerformance",
                "--bootstrap-server",
                system.broker.bootstrapServers(),
                "--topic",
                Topics.ACTIVATIONS,
                "--messages",
                String.valueOf(events));
        String[] figures = lines.get(lines.size() - 1).split(", *");
        return Double.parseDouble(figures[figures.length - 1]);
    }
}
