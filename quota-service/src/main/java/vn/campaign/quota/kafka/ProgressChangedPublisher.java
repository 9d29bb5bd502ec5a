package vn.campaign.quota.kafka;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.ProgressChanged;
import vn.campaign.quota.progress.Node;

/** Tells readers which nodes changed. */
@Component
public class ProgressChangedPublisher {

    private static final int NODES_IN_A_RECORD = 500;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Clock clock;

    ProgressChangedPublisher(KafkaTemplate<String, byte[]> kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Returns when the broker has it. */
    public void publish(Map<Node, String> versions) {
        Map<String, List<ProgressChanged.Node>> byCampaign = new HashMap<>();
        versions.forEach((node, version) -> byCampaign
                .computeIfAbsent(node.campaign(), campaign -> new ArrayList<>())
                .add(new ProgressChanged.Node(node.code(), version)));
        List<CompletableFuture<?>> sent = new ArrayList<>();
        byCampaign.forEach((campaign, nodes) -> {
            for (int from = 0; from < nodes.size(); from += NODES_IN_A_RECORD) {
                List<ProgressChanged.Node> some = nodes.subList(from, Math.min(nodes.size(), from + NODES_IN_A_RECORD));
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
