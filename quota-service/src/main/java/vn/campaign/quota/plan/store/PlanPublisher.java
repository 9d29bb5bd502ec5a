package vn.campaign.quota.plan.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.contract.plan.UnitPlan;

/** Publishes what the store holds; nothing goes out that was not read from there after it was written. */
@Component
class PlanPublisher {

    private static final int RECORDS_IN_FLIGHT = 1000;

    private final PlanDocuments documents;
    private final KafkaTemplate<String, byte[]> kafka;

    PlanPublisher(PlanDocuments documents, KafkaTemplate<String, byte[]> kafka) {
        this.documents = documents;
        this.kafka = kafka;
    }

    /** Publishes the documents of a collection with the keys, as the store has them now; returns when Kafka has them. */
    void publish(String collection, List<String> keys) {
        for (int from = 0; from < keys.size(); from += RECORDS_IN_FLIGHT) {
            List<CompletableFuture<?>> sent = new ArrayList<>();
            documents
                    .find(collection, keys.subList(from, Math.min(keys.size(), from + RECORDS_IN_FLIGHT)))
                    .values()
                    .forEach(document -> sent.add(send(collection, document)));
            sent.forEach(CompletableFuture::join);
        }
    }

    private CompletableFuture<?> send(String collection, Map<String, Object> document) {
        return switch (collection) {
            case CollectionNames.CAMPAIGNS ->
                kafka.send(PlanRecords.write(ContractJson.fromDocument(document, CampaignHeader.class)));
            case CollectionNames.UNITS ->
                kafka.send(PlanRecords.write(ContractJson.fromDocument(document, UnitPlan.class)));
            case CollectionNames.PLAN_CHANGES ->
                kafka.send(PlanRecords.write(ContractJson.fromDocument(document, PlanChange.class)));
            default -> throw new IllegalArgumentException(collection);
        };
    }
}
