package vn.campaign.quota.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import vn.campaign.quota.InMemoryTopic;

/** When reading a topic ends. */
class TopicReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    private final InMemoryTopic topic = new InMemoryTopic("letters", 3);
    private final List<Long> read = new ArrayList<>();

    @Test
    void itEndsAtTheEnd() {
        readWithin(Duration.ofMinutes(1));
        assertThat(read).containsExactly(0L, 1L, 2L);
    }

    @Test
    void itEndsAtTheLimitAlthoughRecordsArrive() {
        assertThatThrownBy(() -> readWithin(Duration.ZERO)).isInstanceOf(TimeoutException.class);
        assertThat(read).containsExactly(0L);
    }

    private void readWithin(Duration limit) {
        try (TopicReader reader = new TopicReader(topic.consumers(), "test", limit, "letters")) {
            reader.read(
                    Map.of(PARTITION, 0L),
                    Map.of(PARTITION, 3L),
                    records -> records.forEach(record -> read.add(record.offset())));
        }
    }
}
