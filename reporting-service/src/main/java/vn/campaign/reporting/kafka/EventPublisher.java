package vn.campaign.reporting.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;

/** Publishes events without ever blocking a thread; done means that every in-sync replica has the event. */
public final class EventPublisher {

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(50);

    private final KafkaTemplate<String, byte[]> template;
    private final Duration timeout;
    private final PublishSpans spans;
    private final Timer latency;
    private final Map<Class<?>, Counter> accepted;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param template whose producer's {@code max.block.ms} is 0, so that it fails at once for what it cannot buffer
     * @param timeout how long such an event is offered again before the broker counts as unavailable
     */
    public EventPublisher(
            KafkaTemplate<String, byte[]> template, Duration timeout, PublishSpans spans, MeterRegistry meters) {
        this.template = template;
        this.timeout = timeout;
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

    /**
     * Where the event stands once acknowledged, else a {@link BrokerUnavailableException}. Publishing an event twice
     * does no harm: its id is the same. The result comes on the producer's one I/O thread, which must not be blocked.
     */
    public Mono<RecordMetadata> publish(ActivationEvent event) {
        var publication = new Publication(event);
        Mono<RecordMetadata> attempt = Mono.create(publication::send);
        return attempt.onErrorResume(failure -> failure instanceof NotBufferedException
                ? again(attempt).onErrorMap(publication::failed)
                : Mono.error(publication.failed(failure)));
    }

    private Mono<RecordMetadata> again(Mono<RecordMetadata> attempt) {
        return attempt.delaySubscription(RETRY_INTERVAL)
                .retryWhen(Retry.fixedDelay(Math.max(0, timeout.dividedBy(RETRY_INTERVAL) - 1), RETRY_INTERVAL)
                        .filter(NotBufferedException.class::isInstance)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
    }

    /** One event on its way to the topic, in as many attempts as it takes. */
    private final class Publication {

        private final ActivationEvent event;
        private final ProducerRecord<String, byte[]> record;
        private final long start = System.nanoTime();
        private @Nullable Span span;

        Publication(ActivationEvent event) {
            this.event = event;
            this.record = EventRecords.write(event);
        }

        /** What the template throws was not buffered; what it completes with a failure was, and may be written yet. */
        void send(MonoSink<RecordMetadata> sink) {
            if (span == null) {
                span = spans.start(sink.contextView(), record);
            }
            try {
                template.send(record).whenComplete((sent, failure) -> {
                    if (failure == null) {
                        acknowledged();
                        sink.success(sent.getRecordMetadata());
                    } else {
                        sink.error(failure);
                    }
                });
            } catch (RuntimeException failure) {
                sink.error(new NotBufferedException(failure));
            }
        }

        private void acknowledged() {
            spans.end(span, () -> latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
            accepted.get(event.getClass()).increment();
            if (failing.get() && failing.compareAndSet(true, false)) {
                log.info("Kafka acknowledges again");
            }
        }

        Throwable failed(Throwable failure) {
            Throwable reason = failure instanceof NotBufferedException ? failure.getCause() : failure;
            span.error(reason).end();
            if (failing.compareAndSet(false, true)) {
                log.warn("Kafka does not acknowledge; clients are asked to retry: {}", reason.toString());
            }
            return new BrokerUnavailableException(reason);
        }
    }

    /** The producer has no metadata of the topic yet, or its buffer is full; a retry may succeed. */
    private static final class NotBufferedException extends RuntimeException {

        NotBufferedException(Throwable failure) {
            super(null, failure, false, false);
        }
    }
}
