package vn.campaign.quota.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.stereotype.Component;

/** Counts and logs failed batches: while one is retried, figures stand still. */
@Component
class BatchRetryListener implements RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRetryListener.class);

    private final Counter failed;

    BatchRetryListener(MeterRegistry meters) {
        this.failed = Counter.builder("campaign.batch.failures")
                .description("failed attempts to count a batch; each is retried")
                .register(meters);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int attempt) {
        failed.increment();
        LOG.warn("attempt {} to count {} records failed and is retried", attempt, records.count(), failure);
    }

    /** Only batches are consumed. */
    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, Exception failure, int attempt) {}
}
