package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Streams find by themselves what they were not told; nothing is ever announced here, and Kafka is not even there. */
@TestPropertySource(properties = "campaign.live.refresh=100ms")
class LiveByRefreshIT extends RunningService {

    /** Nothing listens there. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NoKafka {

        @Bean
        @Primary
        KafkaConnectionDetails nowhere() {
            return () -> List.of("127.0.0.1:1");
        }
    }

    @Test
    void aChangeThatWasNotAnnouncedShowsAtTheNextRefresh() {
        try (StreamClient client = new StreamClient(port, API + "/events?node=thanh-an&phase=2&size=3")) {
            await().until(() -> !client.updates().isEmpty());
            assertThat(client.updates().get(0).get("nodes").size()).isEqualTo(4);

            store.put(ReportedProgress.nothing().activated("2023-06-20", 40).of(ThanhAn.HAMLET, "v3"));
            await().until(() -> client.updates().size() > 1);
            JsonNode update = client.updates().get(1);
            assertThat(update.get("nodes").size()).isEqualTo(1);
            assertThat(update.at("/nodes/0/indicators/ACTIVATED/cumulative").asLong())
                    .isEqualTo(188);
        }
    }
}
