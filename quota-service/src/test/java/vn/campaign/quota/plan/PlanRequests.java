package vn.campaign.quota.plan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.quota.QuotaIT;

/** Requests of a planner to the running service, and what it has published. */
abstract class PlanRequests {

    @LocalServerPort
    int port;

    @Autowired
    ConsumerFactory<byte[], byte[]> consumers;

    private final HttpClient http = HttpClient.newHttpClient();

    Map<String, JsonNode> published(String topic, String prefix) {
        Map<String, JsonNode> found = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer("test", "")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String key = new String(record.key());
                    if (key.startsWith(prefix)) {
                        found.put(key, ContractJson.mapper().readTree(record.value()));
                    }
                });
            }
        }
        return found;
    }

    static String plan() throws IOException {
        return Files.readString(ThanhAn.FILE);
    }

    static JsonNode json(HttpResponse<String> response) {
        return ContractJson.mapper().readTree(response.body());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "", null, null);
    }

    HttpResponse<String> put(String path, String body, String ifMatch) {
        return send("PUT", path, body, "application/json", ifMatch);
    }

    HttpResponse<String> send(String method, String path, String body, String type, String ifMatch) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/plan/api/v1/campaigns" + path))
                .header("Authorization", QuotaIT.PLANNER)
                .method(method, BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
