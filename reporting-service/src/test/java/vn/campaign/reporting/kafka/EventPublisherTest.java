package vn.campaign.reporting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.test.StepVerifier;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.reporting.TestPlan;

class EventPublisherTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void isDoneOnlyWhenAcknowledged() {
        var producer = new Reluctant(0, false);
        StepVerifier.create(publisher(producer, Duration.ofSeconds(5)).publish(event()))
                .expectSubscription()
                .then(() -> assertThat(meters.get("campaign.publish").timer().count())
                        .isZero())
                .then(producer::completeNext)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(meters.get("campaign.publish").timer().count()).isEqualTo(1);
        assertThat(meters.get("campaign.accepted")
                        .tag("type", "ActivationReported")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void offersAgainWhatTheProducerCouldNotBuffer() {
        StepVerifier.create(
                        publisher(new Reluctant(3, true), Duration.ofSeconds(5)).publish(event()))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void givesUpAfterItsTimeout() {
        StepVerifier.create(publisher(new Reluctant(Integer.MAX_VALUE, true), Duration.ofMillis(100))
                        .publish(event()))
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(BrokerUnavailableException.class)
                        .hasRootCauseMessage("topic not present"));
    }

    @Test
    void doesNotOfferAgainWhatWasBufferedAndNotAcknowledged() {
        var producer = new Reluctant(0, false);
        StepVerifier.create(publisher(producer, Duration.ofSeconds(5)).publish(event()))
                .then(() -> producer.errorNext(new TimeoutException("expired")))
                .verifyError(BrokerUnavailableException.class);
        assertThat(producer.history()).hasSize(1);
    }

    private EventPublisher publisher(MockProducer<String, byte[]> producer, Duration timeout) {
        return new EventPublisher(
                new KafkaTemplate<>(() -> producer), timeout, new PublishSpans(Tracer.NOOP, Propagator.NOOP), meters);
    }

    private static ActivationReported event() {
        var now = TestPlan.NOW;
        return ActivationReported.of(
                "c", "u", java.time.LocalDate.of(2023, 6, 21), "unit", Map.of("X", 1L), null, now, now, 1, null);
    }

    /** Refuses the first sends as a producer does that has no metadata and may not wait for it. */
    private static final class Reluctant extends MockProducer<String, byte[]> {

        private int refusals;

        Reluctant(int refusals, boolean acknowledges) {
            super(acknowledges, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
            this.refusals = refusals;
        }

        /** The template closes a producer after each event; that of the real factory stays open. */
        @Override
        public void close(Duration timeout) {}

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            if (refusals-- > 0) {
                var failure = new TimeoutException("topic not present");
                callback.onCompletion(null, failure);
                return CompletableFuture.failedFuture(failure);
            }
            return super.send(record, callback);
        }
    }
}
