package vn.campaign.dashboard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;

/** A client that follows a stream and records its events. */
final class StreamClient implements AutoCloseable {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final List<ServerSentEvent<String>> events = new CopyOnWriteArrayList<>();
    private final Disposable connection;
    private volatile boolean ended;

    StreamClient(int port, String path) {
        this.connection = WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .header("Authorization", RunningService.LEADER)
                .retrieve()
                .bodyToFlux(EVENT)
                .subscribe(events::add, broken -> {}, () -> ended = true);
    }

    /** The data of the events so far, heartbeats left out. */
    List<JsonNode> updates() {
        return events.stream()
                .filter(event -> "node".equals(event.event()) && event.id() != null)
                .map(event -> ContractJson.mapper().readTree(event.data()))
                .toList();
    }

    /** Whether it was told when to come again. */
    boolean heardWhenToComeAgain() {
        return events.stream().anyMatch(event -> event.retry() != null);
    }

    /** Whether it was ended in good order. */
    boolean ended() {
        return ended;
    }

    boolean heardAHeartbeat() {
        return events.stream().anyMatch(event -> "heartbeat".equals(event.event()));
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
