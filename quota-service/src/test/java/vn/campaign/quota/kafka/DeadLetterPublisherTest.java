package vn.campaign.quota.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import vn.campaign.contract.Topics;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.quota.mongo.DeadLetterStore;

@SuppressWarnings("unchecked")
class DeadLetterPublisherTest {

    private static final String TOPIC_ID = "topic-id";

    private final KafkaTemplate<byte[], byte[]> kafka = mock();
    private final DeadLetterStore store = mock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Values of the dead letters that the broker has. */
    private final List<String> published = new ArrayList<>();

    private final Map<String, DeadLetter> noted = new HashMap<>();

    /** Values that the broker does not acknowledge. */
    private final Set<String> unacknowledged = new HashSet<>();

    private boolean storeAway;
    private DeadLetterPublisher publisher;

    @BeforeEach
    void brokerAndStore() {
        publisher = another();
        when(kafka.send(any(ProducerRecord.class))).thenAnswer(call -> {
            String value = new String(
                    call.<ProducerRecord<byte[], byte[]>>getArgument(0).value(), UTF_8);
            if (unacknowledged.contains(value)) {
                return CompletableFuture.failedFuture(new IllegalStateException("no acknowledgement"));
            }
            published.add(value);
            return CompletableFuture.completedFuture(null);
        });
        when(store.find(anyCollection())).thenAnswer(call -> {
            Map<String, DeadLetter> found = new HashMap<>(noted);
            found.keySet().retainAll(call.<Collection<String>>getArgument(0));
            return found;
        });
        doAnswer(call -> {
                    if (storeAway) {
                        throw new IllegalStateException("no store");
                    }
                    call.<List<DeadLetter>>getArgument(0).forEach(note -> noted.put(note.key(), note));
                    return null;
                })
                .when(store)
                .save(anyList());
    }

    @Test
    void aBatchThatIsTriedAgainPublishesNothingAgain() {
        publisher.publish(unreadable(0, 1), TOPIC_ID);
        publisher.publish(unreadable(0, 1, 2), TOPIC_ID);
        assertThat(published).containsExactly("0", "1", "2");
        assertThat(noted).hasSize(3);
        assertThat(meters.counter("campaign.events.dead.lettered").count()).isEqualTo(3);
    }

    @Test
    void whatTheBrokerHasIsNotPublishedAgainWhereTheStoreFails() {
        storeAway = true;
        assertThatThrownBy(() -> publisher.publish(unreadable(0, 1), TOPIC_ID)).hasMessage("no store");
        storeAway = false;
        publisher.publish(unreadable(0, 1), TOPIC_ID);
        assertThat(published).containsExactly("0", "1");
        assertThat(noted).hasSize(2);
    }

    @Test
    void onlyWhatTheBrokerDidNotAcknowledgeIsPublishedAgain() {
        unacknowledged.add("0");
        assertThatThrownBy(() -> publisher.publish(unreadable(0, 1), TOPIC_ID))
                .hasRootCauseMessage("no acknowledgement");
        assertThat(noted).isEmpty();
        unacknowledged.clear();
        publisher.publish(unreadable(0, 1), TOPIC_ID);
        assertThat(published).containsExactly("1", "0");
        assertThat(noted).hasSize(2);
    }

    @Test
    void anotherInstanceKnowsWhatIsNoted() {
        publisher.publish(unreadable(0), TOPIC_ID);
        another().publish(unreadable(0, 1), TOPIC_ID);
        assertThat(published).containsExactly("0", "1");
    }

    @Test
    void theSamePlaceOnATopicThatWasMadeAnewIsAnotherRecord() {
        publisher.publish(unreadable(0), TOPIC_ID);
        publisher.publish(unreadable(0), "another-id");
        assertThat(published).containsExactly("0", "0");
    }

    private DeadLetterPublisher another() {
        return new DeadLetterPublisher(kafka, store, Clock.systemUTC(), meters);
    }

    private static Map<ConsumerRecord<byte[], byte[]>, String> unreadable(int... offsets) {
        Map<ConsumerRecord<byte[], byte[]>, String> unreadable = new LinkedHashMap<>();
        for (int offset : offsets) {
            byte[] value = String.valueOf(offset).getBytes(UTF_8);
            unreadable.put(new ConsumerRecord<>(Topics.ACTIVATIONS, 0, offset, null, value), "no event");
        }
        return unreadable;
    }
}
