package vn.campaign.quota.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import vn.campaign.contract.Topics;

/** The place of a dead letter on its topic, written as {@code partition-offset}. */
record DeadLetterId(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,17})");

    static DeadLetterId of(ConsumerRecord<?, ?> record) {
        return new DeadLetterId(record.partition(), record.offset());
    }

    static Optional<DeadLetterId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new DeadLetterId(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    TopicPartition topicPartition() {
        return new TopicPartition(Topics.DEAD_LETTERS, partition);
    }

    @Override
    @JsonValue
    public String toString() {
        return partition + "-" + offset;
    }
}
