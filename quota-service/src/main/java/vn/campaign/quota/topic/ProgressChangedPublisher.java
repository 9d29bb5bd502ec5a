package vn.campaign.quota.topic;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.contract.progress.ProgressChanged.ChangedNode;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.progress.Node;

/** Publishes which nodes changed. */
@Component
public class ProgressChangedPublisher {

    private static final int NODES_IN_A_RECORD = 500;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Clock clock;

    ProgressChangedPublisher(KafkaTemplate<String, byte[]> kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Returns when the broker has acknowledged all of it. */
    public void publish(Collection<Node> nodes) {
        Map<String, List<ChangedNode>> byCampaign = nodes.stream()
                .collect(Collectors.groupingBy(
                        Node::campaign, Collectors.mapping(node -> new ChangedNode(node.code()), Collectors.toList())));
        List<CompletableFuture<?>> sent = new ArrayList<>();
        byCampaign.forEach((campaign, changed) -> {
            for (List<ChangedNode> some : Chunks.of(changed, NODES_IN_A_RECORD)) {
                sent.add(kafka.send(record(new ProgressChanged(campaign, some))));
            }
        });
        sent.forEach(CompletableFuture::join);
    }

    private ProducerRecord<String, byte[]> record(ProgressChanged changed) {
        return new ProducerRecord<>(
                Topics.PROGRESS,
                null,
                changed.campaign(),
                ContractJson.mapper().writeValueAsBytes(changed),
                CloudEvents.headers(
                        UUID.randomUUID().toString(),
                        ProgressChanged.class.getSimpleName(),
                        "/campaigns/" + changed.campaign(),
                        clock.instant()));
    }
}
