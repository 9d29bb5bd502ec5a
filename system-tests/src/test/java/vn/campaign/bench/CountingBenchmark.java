package vn.campaign.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import vn.campaign.contract.Collections;
import vn.campaign.contract.Topics;
import vn.campaign.system.CampaignSystem;

/**
 * How many events quota-service counts in a second from a topic that was filled before, beside reading the same topic with
 * Kafka's ConsumerPerformance and writing as many documents as came of it with bare bulk inserts, one after the other, and
 * beside the listener of tutorials.
 */
final class CountingBenchmark {

    private static final int BULK = 1_000;

    private final Options options;

    CountingBenchmark(Options options) {
        this.options = options;
    }

    Table run() throws IOException, InterruptedException {
        Table table = new Table(
                "Counting",
                "units",
                "events",
                "day sheets + progress documents",
                "quota-service, events/s",
                "limit, events/s",
                "of the limit",
                "textbook listener, events/s");
        int events = options.number("events");
        measure(Campaign.of("xa", 19), events, table);
        // Not more than the days that there are: each event then makes a day sheet, here and in the limit.
        measure(Campaign.of("huyen", 25, 100), Math.min(events, 2_500 * Campaign.DAYS / 2), table);
        return table;
    }

    private void measure(Campaign campaign, int events, Table table) throws IOException, InterruptedException {
        try (CampaignSystem system =
                new CampaignSystem("bench-counting-" + campaign.code(), false, options.list("java-options")).start()) {
            campaign.load(system);
            system.quota.close();
            system.reporting.close();
            system.dashboard.close();
            Topic topic = new Topic(system.broker.bootstrapServers());
            // The first part warms the service up.
            topic.fill(campaign, 0, events);
            topic.fill(campaign, events, events);
            system.quota.start();
            double counted = Applied.perSecond(system, events, 2L * events);
            system.quota.close();
            double textbook = textbook(system, topic);
            double read = read(system, 2 * events);
            try (MongoClient store = MongoClients.create(system.store.uri("campaign"))) {
                List<RawBsonDocument> sheets = documents(store, Collections.DAY_SHEETS, campaign);
                List<RawBsonDocument> progress = documents(store, Collections.PROGRESS, campaign);
                if (2L * events <= (long) campaign.leaves().size() * Campaign.DAYS) {
                    // The other half was made by the events that warmed up.
                    sheets = sheets.subList(sheets.size() / 2, sheets.size());
                }
                double seconds =
                        write(store, Collections.DAY_SHEETS, sheets) + write(store, Collections.PROGRESS, progress);
                double limit = events / (events / read + seconds);
                table.row(
                        "%,d | %,d | %,d + %,d | %,.0f | %,.0f | %.0f %% | %,.0f",
                        campaign.units(),
                        events,
                        sheets.size(),
                        progress.size(),
                        counted,
                        limit,
                        100 * counted / limit,
                        textbook);
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

    /** Seconds in which such documents are inserted, as they are. */
    private static double write(MongoClient store, String name, List<RawBsonDocument> all) {
        MongoCollection<RawBsonDocument> bare = store.getDatabase("bare").getCollection(name, RawBsonDocument.class);
        long start = System.nanoTime();
        for (int from = 0; from < all.size(); from += BULK) {
            bare.insertMany(
                    all.subList(from, Math.min(all.size(), from + BULK)), new InsertManyOptions().ordered(false));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<RawBsonDocument> documents(MongoClient store, String name, Campaign campaign) {
        return store.getDatabase("campaign")
                .getCollection(name, RawBsonDocument.class)
                .find(new Document("campaign", campaign.code()))
                .into(new ArrayList<>());
    }
}
