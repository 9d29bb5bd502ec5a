package vn.campaign.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Topics;
import vn.campaign.testing.CampaignSystem;

/**
 * How many events quota-service counts in a second from a topic that was filled before, beside reading the same topic with
 * Kafka's ConsumerPerformance and writing as many documents as came of it with bare bulk inserts, one after the other, and
 * beside the listener of tutorials and an aggregation by Kafka Streams. Each round begins with nothing counted; what counts
 * is warmed up with events of another campaign.
 */
record CountingBenchmark(Options options) {

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
        measure(Campaign.of("xa", 19), Campaign.of("am", 19), events, rounds, table);
        Campaign district = Campaign.of("huyen", 25, 100);
        Campaign other = Campaign.of("am", 25, 100);
        measure(district, other, district.firstStatements(events), rounds, table);
        Campaign nation = new Campaign("nuoc", options.numbers("nation"));
        measure(nation, other, nation.firstStatements(events), 1, table);
    }

    /**
     * What came of one round.
     *
     * @param documents how many the limit wrote
     */
    private record Round(String documents, double counted, double limit, double textbook, double streams) {}

    private void measure(Campaign campaign, Campaign warmUp, int events, int rounds, Table table)
            throws IOException, InterruptedException {
        List<Round> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(campaign, warmUp, events, round));
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

    private Round round(Campaign campaign, Campaign warmUp, int events, int round)
            throws IOException, InterruptedException {
        String name = "bench-counting-%s-%d".formatted(campaign.code(), round);
        try (CampaignSystem system = CampaignSystem.named(name)
                .javaOptions(options.list("java-options"))
                .start()) {
            campaign.load(system);
            warmUp.load(system);
            system.quota.close();
            system.reporting.close();
            system.dashboard.close();
            Topic topic = new Topic(system.broker.bootstrapServers());
            int before = options.number("events");
            int all = before + events;
            topic.fill(warmUp, 0, before);
            topic.fill(campaign, 0, events);
            system.quota.start();
            double counted = Applied.by(system, "quota-service").perSecond(before, all);
            system.quota.close();
            double textbook = textbook(system, topic);
            double streams = streams(system, before, all);
            double seconds = events / read(system, all);
            try (MongoClient store = MongoClients.create(system.store.uri("campaign"))) {
                BareCopy sheets = BareCopy.of(store, CollectionNames.DAY_SHEETS, campaign);
                BareCopy progress = BareCopy.of(store, CollectionNames.PROGRESS, campaign);
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

    private double streams(CampaignSystem system, int before, int all) throws IOException {
        try (Peer streams = new Peer(
                StreamsAggregation.class,
                options.list("java-options"),
                "--spring.main.web-application-type=servlet",
                "--spring.kafka.bootstrap-servers=" + system.broker.bootstrapServers(),
                "--spring.kafka.streams.application-id=streams-aggregation",
                "--spring.kafka.streams.state-dir=" + Files.createTempDirectory(Path.of("target"), "streams-"),
                "--spring.kafka.streams.properties.processing.guarantee=at_least_once")) {
            return Applied.by(system, streams).perSecond(before, all);
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
