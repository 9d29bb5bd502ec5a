package vn.campaign.quota.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.kafka.StoredFigures;
import vn.campaign.quota.mongo.FigureDigests;
import vn.campaign.quota.plan.ThanhAn;
import vn.campaign.quota.plan.store.PlanReconciler;

@QuotaIT
class TransferIT {

    private static final String[] TOPICS = {Topics.ACTIVATIONS, Topics.PLANS, Topics.UNITS};

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ConsumerFactory<byte[], byte[]> consumers;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    Export export;

    @Autowired
    Import importing;

    @Autowired
    FigureDigests digests;

    @Autowired
    PlanReconciler reconciler;

    @TempDir
    Path directory;

    @Test
    void anExportCanBeReadByAnyoneAndTakenAgainWithoutAChange() throws IOException {
        StoredFigures figures = new StoredFigures(mongo, "kept");
        figures.plan();
        List<ActivationEvent> events = figures.events(new Random(1), 200);
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, "kept/hamlet-1", "no event".getBytes(UTF_8)));
        figures.awaitEqualTo(events);
        FigureDigests.OfCampaign before = digests.take("kept");

        Path file = directory.resolve("kept.zip");
        ExportFile.Manifest manifest = export.run("kept", file);
        assertThat(manifest.unreadable()).isEqualTo(1);
        assertThat(manifest.figures()).isEqualTo(before).matches(of -> of.nodes() == 6);
        List<JsonNode> lines = lines(file, ExportFile.EVENTS);
        assertThat(lines).hasSize(200).allSatisfy(line -> {
            assertThat(line.get("key").asString()).startsWith("kept/hamlet-");
            assertThat(line.at("/headers/ce_type").asString()).isEqualTo("ActivationReported");
            assertThat(line.at("/headers/ce_id").asString())
                    .isEqualTo(line.at("/data/eventId").asString());
        });
        assertThat(lines(file, ExportFile.UNITS)).hasSize(6);
        assertThat(lines(file, ExportFile.HEADER).get(0).get("campaign").asString())
                .isEqualTo("kept");

        long published = published(Topics.ACTIVATIONS);
        assertThat(importing.run(file)).isEqualTo(manifest);
        assertThat(published(Topics.ACTIVATIONS)).isEqualTo(published + 200);
        List<ActivationEvent> later = figures.events(new Random(2), 1);
        kafka.send(EventRecords.write(later.get(0)));
        List<ActivationEvent> all = new ArrayList<>(events);
        all.addAll(later);
        figures.awaitEqualTo(all);
    }

    @Test
    void aPlanComesBackWithItsHistoryAndVersions() throws IOException {
        Api planner = new Api(port, QuotaIT.PLANNER);
        String plan = Files.readString(ThanhAn.FILE);
        planner.send("PUT", "/campaigns/planned", plan);
        planner.send("PUT", "/campaigns/planned", plan.replace("\"teams\": 11", "\"teams\": 12"));
        Path file = directory.resolve("planned.zip");
        ExportFile.Manifest manifest = export.run("planned", file);
        assertThat(manifest.planVersion()).isEqualTo(2);

        // Older than the file: what it has in a higher version is taken from there, and what it lacks.
        set(CollectionNames.CAMPAIGNS, "planned", "version", 1);
        mongo.getCollection(CollectionNames.UNITS).deleteOne(new Document("_id", "planned/an-hoa"));
        mongo.getCollection(CollectionNames.PLAN_CHANGES).deleteOne(new Document("_id", "planned/2/1"));
        importing.run(file);
        Path again = directory.resolve("again.zip");
        assertThat(export.run("planned", again).parts()).isEqualTo(manifest.parts());
    }

    @Test
    void anExportEndsWhereTheTopicEndedWhenItBegan() {
        StoredFigures figures = new StoredFigures(mongo, "ending");
        List<ActivationEvent> events = figures.events(new Random(3), 30);
        events.subList(0, 20)
                .forEach(event -> kafka.send(EventRecords.write(event)).join());
        List<ExportedEvent> read = new ArrayList<>();
        try (Export.Events exported = new Export.Events(consumers, "ending")) {
            events.subList(20, 30)
                    .forEach(event -> kafka.send(EventRecords.write(event)).join());
            exported.read(read::add);
        }
        assertThat(read).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {ExportFile.HEADER, ExportFile.UNITS, ExportFile.HISTORY, ExportFile.EVENTS})
    void aChangedFileIsRefusedBeforeAnythingIsPublished(String part) throws IOException {
        Path file = exported("changed-" + part.charAt(0));
        Path changed = directory.resolve("changed.zip");
        copy(file, changed, part, text -> text.replaceFirst("2023", "2024"));
        assertRefused(changed, part);
        copy(file, changed, part, text -> text.substring(text.indexOf('\n') + 1));
        assertRefused(changed, part + " is not what the manifest says");
        copy(file, changed, part, text -> null);
        assertRefused(changed, "the file has no " + part);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9, 0.999})
    void aFileThatIsCutOffIsRefused(double share) throws IOException {
        byte[] whole = Files.readAllBytes(exported("cut-" + (int) (1000 * share)));
        Path cut = directory.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
        assertRefused(cut, "is damaged");
    }

    @Test
    void anotherCampaignOfTheSameCodeIsNotMixedIn() throws IOException {
        Path file = exported("same-code");
        set(CollectionNames.PLAN_CHANGES, "same-code/1/0", "at", "2023-01-01T00:00:00Z");
        assertRefused(file, "another campaign has the code same-code here");
    }

    @Test
    void whatCannotBeExportedLeavesNoFile() throws IOException {
        Path file = directory.resolve("none.zip");
        assertThatThrownBy(() -> export.run("nowhere", file))
                .isInstanceOf(RefusedException.class)
                .hasMessage("there is no campaign nowhere");
        Path there = exported("there");
        assertThatThrownBy(() -> export.run("there", there))
                .isInstanceOf(RefusedException.class)
                .hasMessage(there + " exists already");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(there);
        }
    }

    /** The real plan under another code, with a report. */
    private Path exported(String campaign) throws IOException {
        new Api(port, QuotaIT.PLANNER).send("PUT", "/campaigns/" + campaign, Files.readString(ThanhAn.FILE));
        new StoredFigures(mongo, campaign)
                .events(new Random(4), 3)
                .forEach(event -> kafka.send(EventRecords.write(event)).join());
        Path file = directory.resolve(campaign + ".zip");
        export.run(campaign, file);
        return file;
    }

    private void assertRefused(Path file, String reason) throws IOException {
        reconciler.reconcile();
        long published = published(TOPICS);
        assertThatThrownBy(() -> importing.run(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
        assertThat(published(TOPICS)).isEqualTo(published);
    }

    private void set(String collection, String id, String field, Object value) {
        mongo.getCollection(collection)
                .updateOne(new Document("_id", id), new Document("$set", new Document(field, value)));
    }

    private static List<JsonNode> lines(Path file, String part) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(part))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> ContractJson.mapper().readTree(line))
                    .toList();
        }
    }

    /** Copies a file with one part changed, or left out for null. */
    private static void copy(Path from, Path to, String part, UnaryOperator<String> change) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream changed = new ZipOutputStream(out)) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), UTF_8);
                    String written = entry.getName().equals(part) ? change.apply(text) : text;
                    if (written != null) {
                        changed.putNextEntry(new ZipEntry(entry.getName()));
                        changed.write(written.getBytes(UTF_8));
                    }
                }
            }
        }
    }

    private long published(String... topics) {
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer("test", "")) {
            List<TopicPartition> partitions = Arrays.stream(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
