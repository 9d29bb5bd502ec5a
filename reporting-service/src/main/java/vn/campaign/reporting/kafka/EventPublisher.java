package vn.campaign.reporting.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;

/** Publishes events without ever blocking a thread; done means that every in-sync replica has the event. */
public final class EventPublisher {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final Supplier<Producer<String, byte[]>> producer;
    private final Duration patience;
    private final PublishSpans spans;
    private final Timer latency;
    private final Map<Class<?>, Counter> accepted;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param producer gives the one producer; its {@code max.block.ms} is 0, so that it refuses at once what it cannot
     *     buffer
     * @param patience how long such an event is offered again before the broker counts as unavailable
     */
    public EventPublisher(
            Supplier<Producer<String, byte[]>> producer, Duration patience, PublishSpans spans, MeterRegistry meters) {
        this.producer = producer;
        this.patience = patience;
        this.spans = spans;
        this.latency = Timer.builder("campaign.publish")
                .description("From the first attempt to publish an event to its acknowledgement")
                .publishPercentileHistogram()
                .register(meters);
        this.accepted = Arrays.stream(ActivationEvent.class.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(type -> type, type -> accepted(type, meters)));
    }

    private static Counter accepted(Class<?> type, MeterRegistry meters) {
        return Counter.builder("campaign.accepted")
                .description("Events that Kafka has acknowledged")
                .tag("type", type.getSimpleName())
                .register(meters);
    }

    /** As below, for a request whose trace ends with it: of a million lines, spans would tell nobody anything. */
    public Mono<RecordMetadata> publish(ActivationEvent event) {
        return publish(event, Span.NOOP);
    }

    /**
     * Where the event stands once acknowledged, else a {@link BrokerUnavailableException}. Publishing an event twice
     * does no harm: its id is the same. It is told on the producer's one I/O thread, which must not be blocked.
     *
     * @param request the span of the request that states it
     */
    public Mono<RecordMetadata> publish(ActivationEvent event, Span request) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            ProducerRecord<String, byte[]> record = EventRecords.write(event);
            Span span = spans.start(request, record);
            return Mono.defer(() -> attempt(record))
                    .onErrorResume(NotBuffered.class, soon -> again(record))
                    .doOnSuccess(written -> acknowledged(event, span, start))
                    .onErrorMap(failure -> unavailable(failure, span));
        });
    }

    private Mono<RecordMetadata> again(ProducerRecord<String, byte[]> record) {
        return Mono.defer(() -> attempt(record))
                .delaySubscription(BETWEEN_ATTEMPTS)
                .retryWhen(Retry.fixedDelay(Math.max(0, patience.dividedBy(BETWEEN_ATTEMPTS) - 1), BETWEEN_ATTEMPTS)
                        .filter(NotBuffered.class::isInstance)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
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
        return Mono.fromFuture(acknowledged);
    }

    private void acknowledged(ActivationEvent event, Span span, long start) {
        spans.end(span, () -> latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        accepted.get(event.getClass()).increment();
        if (failing.get() && failing.compareAndSet(true, false)) {
            log.info("Kafka acknowledges again");
        }
    }

    private Throwable unavailable(Throwable failure, Span span) {
        Throwable reason = failure instanceof NotBuffered ? failure.getCause() : failure;
        span.error(reason).end();
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
