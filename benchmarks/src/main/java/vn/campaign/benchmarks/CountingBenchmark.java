package vn.campaign.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;
import vn.campaign.localstack.LocalProcess;
import vn.campaign.testing.CampaignSystem;

/**
 * How many events quota-service counts in a second from a topic that was filled before, beside reading the same topic with
 * Kafka's ConsumerPerformance and writing as many documents as came of it with bare bulk inserts, one after the other, and
 * beside the listener of tutorials and the same work done by Kafka Streams. Each round begins with nothing counted; what counts
 * is warmed up with events of another campaign, and stopped while the topic is filled with those that are measured.
 */
record CountingBenchmark(Options options) {

    private static final String QUOTA = "quota-service";
    private static final Campaign COMMUNE = Campaign.of("xa", 19);
    private static final Campaign DISTRICT = Campaign.of("huyen", 25, 100);

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
                "conflicts/batch",
                "textbook listener, events/s",
                "Kafka Streams, the same work, events/s");
        int events = options.number("events");
        int rounds = options.number("rounds");
        if (options.chosen(COMMUNE)) {
            measure(COMMUNE, Campaign.of("am", 19), events, rounds, table);
        }
        Campaign other = Campaign.of("am", 25, 100);
        if (options.chosen(DISTRICT)) {
            measure(DISTRICT, other, DISTRICT.firstStatements(events), rounds, table);
        }
        Campaign nation = new Campaign("nuoc", options.numbers("nation"));
        if (options.chosen(nation)) {
            measure(nation, other, nation.firstStatements(events), 1, table);
        }
    }

    /** How many events it counts of a campaign's first day, and of a late one before which every unit reported every day. */
    void runDays(Output output) {
        int events = options.number("events");
        int rounds = options.number("rounds");
        int day = options.number("day");
        Table days = new Table(
                output,
                "Counting a campaign's first and a late day",
                "units",
                "events",
                "rounds",
                "day 1, events/s",
                "day " + day + ", events/s",
                "of day 1",
                "conflicts/batch");
        for (Campaign campaign : List.of(COMMUNE, DISTRICT)) {
            if (options.chosen(campaign)) {
                compareDays(campaign, events, day, rounds, days);
            }
        }
    }

    private void compareDays(Campaign campaign, int events, int day, int rounds, Table table) {
        List<Counted> first = new ArrayList<>();
        List<Counted> late = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            first.add(lastDay(campaign.onDay(1), events, round));
            late.add(lastDay(campaign.onDay(day), events, round));
        }
        double before = Figures.median(first, Counted::perSecond);
        double after = Figures.median(late, Counted::perSecond);
        table.row(
                "%,d | %,d | %d | %,.0f | %,.0f | %.0f %% | %.2f",
                campaign.units(),
                events,
                rounds,
                before,
                after,
                100 * after / before,
                Figures.median(late, Counted::conflicts));
    }

    /**
     * What quota-service counted.
     *
     * @param conflicts compare-and-sets that found another version, for each batch
     */
    private record Counted(double perSecond, double conflicts) {}

    /** Counts events of a campaign's last day after all of the days before it. */
    private Counted lastDay(Campaign campaign, int events, int round) {
        String name = "bench-counting-%s-day-%d-%d".formatted(campaign.code(), campaign.days(), round);
        Campaign warmUp = campaign.named("am");
        try (CampaignSystem system = onlyPlans(name, campaign, warmUp)) {
            Topic topic = new Topic(system.broker.bootstrapServers());
            int others = options.number("warm-up-events");
            int history = (campaign.days() - 1) * campaign.leaves().size();
            topic.fill(campaign, 0, history);
            topic.fill(warmUp, 0, others);
            return counted(system, others + history, events, () -> topic.fillLastDay(campaign, events));
        }
    }

    /** What quota-service counts of events that are there once it goes on, warm. */
    private static Counted counted(CampaignSystem system, int before, int events, Runnable fill) {
        system.quota.start();
        Applied applied = Applied.by(system, QUOTA);
        applied.await(before);
        Signal.STOP.send(system.quota.pid());
        fill.run();
        Signal.CONT.send(system.quota.pid());
        double perSecond = applied.perSecond(before, before + events);
        double conflicts = Applied.conflictsPerBatch(system, QUOTA);
        system.quota.close();
        return new Counted(perSecond, conflicts);
    }

    /** The system without anything that counts or reports, the plans of the campaigns loaded. */
    private CampaignSystem onlyPlans(String name, Campaign... campaigns) {
        CampaignSystem system = CampaignSystem.named(name)
                .withoutFlush()
                .javaOptions(options.list("java-options"))
                .start();
        for (Campaign campaign : campaigns) {
            campaign.load(system);
        }
        LocalProcess.closeAll(List.of(system.quota, system.reporting, system.dashboard));
        return system;
    }

    /**
     * What came of one round.
     *
     * @param documents how many the limit wrote
     */
    private record Round(String documents, Counted counted, double limit, double textbook, double streams) {}

    private void measure(Campaign campaign, Campaign warmUp, int events, int rounds, Table table)
            throws IOException, InterruptedException {
        List<Round> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(campaign, warmUp, events, round));
        }
        double counted = Figures.median(all, round -> round.counted.perSecond);
        double limit = Figures.median(all, Round::limit);
        table.row(
                "%,d | %,d | %d | %s | %,.0f | %,.0f | %.0f %% | %.2f | %,.0f | %,.0f",
                campaign.units(),
                events,
                rounds,
                all.get(0).documents,
                counted,
                limit,
                100 * counted / limit,
                Figures.median(all, round -> round.counted.conflicts),
                Figures.median(all, Round::textbook),
                Figures.median(all, Round::streams));
    }

    private Round round(Campaign campaign, Campaign warmUp, int events, int round)
            throws IOException, InterruptedException {
        String name = "bench-counting-%s-%d".formatted(campaign.code(), round);
        try (CampaignSystem system = onlyPlans(name, campaign, warmUp)) {
            Topic topic = new Topic(system.broker.bootstrapServers());
            int before = options.number("warm-up-events");
            int all = before + events;
            topic.fill(warmUp, 0, before);
            Counted counted;
            double streams;
            try (Peer peer = streams(system)) {
                Applied applied = Applied.by(system, peer);
                applied.await(before);
                Signal.STOP.send(peer.pid());
                counted = counted(system, before, events, () -> topic.fill(campaign, 0, events));
                Signal.CONT.send(peer.pid());
                streams = applied.perSecond(before, all);
                assertSameFigures(system, campaign);
            }
            double textbook = textbook(system, topic);
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

    private Peer streams(CampaignSystem system) throws IOException {
        return new Peer(
                StreamsAggregation.class,
                options.list("java-options"),
                "--spring.main.web-application-type=servlet",
                "--spring.kafka.bootstrap-servers=" + system.broker.bootstrapServers(),
                "--spring.kafka.streams.application-id=streams-aggregation",
                "--spring.kafka.streams.state-dir=" + Files.createTempDirectory(Path.of("target"), "streams-"),
                "--spring.kafka.streams.properties.processing.guarantee=at_least_once",
                "--spring.kafka.streams.properties.statestore.cache.max.bytes=100000000",
                // It commits by itself, after each bulk.
                "--spring.kafka.streams.properties.commit.interval.ms=3600000",
                // It is stopped while quota-service counts, and still has its partitions afterwards.
                "--spring.kafka.streams.properties.session.timeout.ms=1800000",
                "--spring.kafka.streams.properties.max.poll.interval.ms=1800000",
                "--store=" + system.store.uri(StreamsAggregation.DATABASE));
    }

    private static void assertSameFigures(CampaignSystem system, Campaign campaign) {
        try (MongoClient store = MongoClients.create(system.store.uri("campaign"))) {
            String root = Keys.node(campaign.code(), campaign.code());
            assertThat(figures(store, StreamsAggregation.DATABASE, StreamsAggregation.NODES, root, day -> day))
                    .isEqualTo(figures(
                            store,
                            "campaign",
                            CollectionNames.PROGRESS,
                            root,
                            day -> day.get("counts", Document.class)));
        }
    }

    /** The sums of a node by day and indicator. */
    private static Map<String, Map<String, Long>> figures(
            MongoClient store, String database, String collection, String node, UnaryOperator<Document> counts) {
        Map<String, Map<String, Long>> figures = new TreeMap<>();
        Document found = store.getDatabase(database)
                .getCollection(collection)
                .find(new Document("_id", node))
                .first();
        found.get("days", Document.class).forEach((day, sum) -> {
            Map<String, Long> persons = new TreeMap<>();
            counts.apply((Document) sum)
                    .forEach((indicator, count) -> persons.put(indicator, ((Number) count).longValue()));
            figures.put(day, persons);
        });
        return figures;
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
