package vn.campaign.system;

import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/** Someone who follows the live figures, and comes again, to the other instance, when the stream ends. */
final class Follower implements AutoCloseable {

    private final CampaignSystem system;
    private final Instances instances;
    private final Map<String, Long> figures = new ConcurrentHashMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "follower");
    private volatile boolean stopped;
    private volatile InputStream heard = InputStream.nullInputStream();
    private String lastEventId = "";

    Follower(CampaignSystem system, Instances instances) {
        this.system = system;
        this.instances = instances;
        thread.start();
    }

    private void run() {
        while (!stopped) {
            follow(instances.next());
        }
    }

    private void follow(String instance) {
        HttpResponse<InputStream> stream;
        try {
            stream = system.client.open(HttpRequest.newBuilder(system.uri(instance, CAMPAIGN + "/events?phase=1"))
                    .header("Authorization", "Bearer " + system.tokens.apply("leader"))
                    .header("Last-Event-ID", lastEventId));
        } catch (UncheckedIOException gone) {
            return;
        }
        if (stream.statusCode() != 200) {
            faults.add(instance + " answered " + stream.statusCode());
        }
        streams.incrementAndGet();
        heard = stream.body();
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            lines.lines().takeWhile(line -> !stopped).forEach(this::hear);
        } catch (UncheckedIOException | IOException broken) {
            if (!stopped) {
                faults.add("the stream of " + instance + " broke off: " + broken);
            }
        }
    }

    private void hear(String line) {
        if (line.startsWith("id:")) {
            lastEventId = line.substring("id:".length());
        } else if (line.startsWith("data:")) {
            for (JsonNode node : ContractJson.mapper()
                    .readTree(line.substring("data:".length()))
                    .get("nodes")) {
                figures.put(
                        node.get("code").asString(),
                        node.at("/indicators/ACTIVATED_L1/reportedInPeriod").asLong());
            }
        }
    }

    /** What it was told last of each node: level-1 activations in phase 1. */
    Map<String, Long> figures() {
        return figures;
    }

    int streams() {
        return streams.get();
    }

    /** Answers that were no stream, and streams that did not end in good order. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopped = true;
        // Interrupting whoever reads it would not end it.
        heard.close();
        thread.join();
    }
}
