package vn.campaign.quota.plan.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.quota.mongo.Chunks;

/** Publishes plan documents as the store has them: nothing is published that was not read from there after the write. */
@Component
class PlanPublisher {

    private static final int MAX_IN_FLIGHT = 1000;

    private final PlanStore store;
    private final KafkaTemplate<String, byte[]> kafka;

    PlanPublisher(PlanStore store, KafkaTemplate<String, byte[]> kafka) {
        this.store = store;
        this.kafka = kafka;
    }

    /** Stores documents of one type where they are newer, then publishes what is stored. */
    void putAndPublish(List<? extends PlanDocument> documents) {
        if (!documents.isEmpty()) {
            store.putIfHigher(documents);
            publish(
                    documents.get(0).getClass(),
                    documents.stream().map(PlanDocument::key).toList());
        }
    }

    /** Publishes the documents with the keys; returns when Kafka has them. */
    void publish(Class<? extends PlanDocument> type, Collection<String> keys) {
        for (List<String> some : Chunks.of(keys, MAX_IN_FLIGHT)) {
            List<? extends CompletableFuture<?>> sent = store.find(type, some).stream()
                    .map(document -> kafka.send(PlanRecords.write(document)))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }
    }
}
