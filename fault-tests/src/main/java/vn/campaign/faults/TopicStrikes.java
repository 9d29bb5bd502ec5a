package vn.campaign.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.testing.CampaignSystem;

/** Faults of the topics. */
final class TopicStrikes {

    private static final List<String> GROWING =
            List.of(Topics.ACTIVATIONS, Topics.UNITS, Topics.PLANS, Topics.PROGRESS);

    private TopicStrikes() {}

    /** Publishes invalid records: noise, half an event, empty ones, and one that was altered. */
    static Strike poison(Site site, Random random) {
        return new Strike("poison records", Topics.ACTIVATIONS, () -> sendPoison(site, random), () -> {});
    }

    private static void sendPoison(Site site, Random random) {
        List<String> units = site.plan.units();
        String unit = units.get(random.nextInt(units.size()));
        ProducerRecord<String, byte[]> good = EventRecords.write(ActivationReported.of(
                CampaignSystem.CODE,
                unit,
                Load.FIRST,
                "poison",
                Map.of("ACTIVATED_L1", 5L),
                null,
                Instant.parse("2023-09-20T00:00:00Z"),
                Instant.parse("2023-09-20T00:00:00Z"),
                1,
                null));
        String json = new String(good.value(), UTF_8);
        byte[] noise = new byte[random.nextInt(1000)];
        random.nextBytes(noise);
        try (var producer = new KafkaProducer<>(settings(site), new StringSerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<String, byte[]> record : List.of(
                    new ProducerRecord<>(Topics.ACTIVATIONS, unit, noise),
                    with(good, json.substring(0, json.length() / 2).getBytes(UTF_8)),
                    with(good, null),
                    with(good, "null".getBytes(UTF_8)),
                    with(good, json.replace(":5}", ":6}").getBytes(UTF_8)))) {
                RecordMetadata written = producer.send(record).get();
                site.ledger.poison("%s/receipts/poison?unit=%s&date=%s&partition=%d&offset=%d"
                        .formatted(CampaignSystem.CAMPAIGN, unit, Load.FIRST, written.partition(), written.offset()));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> good, byte @Nullable [] value) {
        return new ProducerRecord<>(good.topic(), null, good.key(), value, good.headers());
    }

    /** Adds a partition to every topic, so that keys move to other partitions. */
    static Strike morePartitions(Site site) {
        return new Strike("one partition more", "topics", () -> addPartition(site), () -> {});
    }

    private static void addPartition(Site site) {
        try (Admin admin = Admin.create(settings(site))) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(GROWING).allTopicNames().get();
            Map<String, NewPartitions> more = new HashMap<>();
            topics.forEach((name, topic) ->
                    more.put(name, NewPartitions.increaseTo(topic.partitions().size() + 1)));
            admin.createPartitions(more).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> settings(Site site) {
        return Map.of("bootstrap.servers", site.system.broker.bootstrapServers());
    }
}
