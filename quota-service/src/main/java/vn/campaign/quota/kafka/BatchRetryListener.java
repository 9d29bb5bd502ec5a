package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;

/** Tells operators that a batch could not be counted and is tried again: while that goes on, figures stand still. */
@Component
public class BatchRetryListener implements RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRetryListener.class);

    private final Counter failed;

    BatchRetryListener(MeterRegistry meters) {
        this.failed = Counter.builder("campaign.batch.failures")
                .description("attempts to count a batch that failed; each is tried again")
                .register(meters);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int attempt) {
        failed.increment();
        LOG.warn("attempt {} to count {} records failed and is made again", attempt, records.count(), failure);
    }

    /** Only batches are consumed. */
    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, Exception failure, int attempt) {}
}
