package vn.campaign.reporting.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;

/** Publishes events without ever blocking a thread; done means that every in-sync replica has the event. */
public final class EventPublisher {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final Supplier<Producer<String, byte[]>> producer;
    private final Duration patience;
    private final MeterRegistry meters;
    private final Timer latency;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param producer gives the one producer; its {@code max.block.ms} is 0, so that it refuses at once what it cannot
     *     buffer
     * @param patience how long such an event is offered again before the broker counts as unavailable
     */
    public EventPublisher(Supplier<Producer<String, byte[]>> producer, Duration patience, MeterRegistry meters) {
        this.producer = producer;
        this.patience = patience;
        this.meters = meters;
        this.latency = Timer.builder("campaign.publish")
                .description("From the first attempt to publish an event to its acknowledgement")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * Where the event stands once acknowledged, else a {@link BrokerUnavailableException}. Publishing an event twice
     * does no harm: its id is the same.
     */
    public Mono<RecordMetadata> publish(ActivationEvent event) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start();
            return Mono.defer(() -> attempt(EventRecords.write(event)))
                    .retryWhen(Retry.fixedDelay(patience.dividedBy(BETWEEN_ATTEMPTS), BETWEEN_ATTEMPTS)
                            .filter(NotBuffered.class::isInstance)
                            .onRetryExhaustedThrow((retry, signal) -> signal.failure()))
                    .doOnSuccess(written -> acknowledged(event, sample))
                    .onErrorMap(this::unavailable);
        });
    }

    private Mono<RecordMetadata> attempt(ProducerRecord<String, byte[]> record) {
        var acknowledged = new CompletableFuture<RecordMetadata>();
        producer.get().send(record, (written, failure) -> {
            if (failure == null) {
                acknowledged.complete(written);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        if (acknowledged.isCompletedExceptionally()) {
            return Mono.error(new NotBuffered(acknowledged));
        }
        // The producer has one I/O thread for all partitions; it shall not encode our answers too.
        return Mono.fromFuture(acknowledged).publishOn(Schedulers.parallel());
    }

    private void acknowledged(ActivationEvent event, Timer.Sample sample) {
        sample.stop(latency);
        meters.counter("campaign.accepted", "type", event.getClass().getSimpleName())
                .increment();
        if (failing.get() && failing.compareAndSet(true, false)) {
            log.info("Kafka acknowledges again");
        }
    }

    private Throwable unavailable(Throwable failure) {
        Throwable reason = failure instanceof NotBuffered ? failure.getCause() : failure;
        if (failing.compareAndSet(false, true)) {
            log.warn("Kafka does not acknowledge; callers are asked to send again: {}", reason.toString());
        }
        return new BrokerUnavailableException(reason);
    }

    /** The producer knows no broker for the topic yet, or its buffer is full; soon it may be otherwise. */
    private static final class NotBuffered extends RuntimeException {

        NotBuffered(CompletableFuture<?> failed) {
            super(null, failed.handle((done, failure) -> failure).join(), false, false);
        }
    }
}
