package vn.campaign.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;

/** A service that is told to end answers what it has in hand, and tells whoever asks that it takes no more. */
class ShutdownIT {

    private static final String REPORTS = "/api/v1/campaigns/thanh-an-2023/units/thuan-an/reports/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aReportThatWaitsForKafkaIsAnsweredAndOnTheTopic() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory, Ports.free(), Ports.free())) {
            broker.start();
            Service service = Service.start(
                            broker,
                            // how many requests are under way is asked here alone
                            "--management.metrics.observations.ignored-meters=",
                            "--spring.kafka.producer.properties.delivery.timeout.ms=60000")
                    .awaitReady()
                    .knowing(0);
            assertThat(report(service, "2023-08-01")).isEqualTo(202);

            signal("STOP", broker);
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> report(service, "2023-08-02"));
            await().atMost(PATIENCE).until(() -> service.requestsUnderWay() == 1);
            CompletableFuture<Void> ended = CompletableFuture.runAsync(service::close);
            await().atMost(PATIENCE).until(() -> !service.isReady());
            assertThat(service.isLive()).isTrue();
            assertThat(answer).isNotDone();
            signal("CONT", broker);

            assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(202);
            assertThat(ended).succeedsWithin(PATIENCE);
            assertThat(service.published()).hasSize(2);
        }
    }

    private static int report(Service service, String date) {
        return service.report(REPORTS + date, "{\"counts\":{\"ACTIVATED_L1\":5}}")
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static void signal(String signal, BrokerProcess broker) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(broker.pid()))
                .start()
                .waitFor();
    }
}
