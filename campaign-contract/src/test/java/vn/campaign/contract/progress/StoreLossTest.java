package vn.campaign.contract.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Topics;

class StoreLossTest {

    private static final StoreLoss LOSS =
            new StoreLoss("topic", Instant.parse("2023-06-21T11:00:00Z"), Map.of(0, 10L, 2, 5L));

    @Test
    void isRecountedOnceEveryLostPartitionIsCountedToItsEnd() {
        assertThat(LOSS.isRecounted(List.of())).isFalse();
        assertThat(LOSS.isRecounted(List.of(at(0, 10), at(1, 100)))).isFalse();
        assertThat(LOSS.isRecounted(List.of(at(0, 10), at(2, 4)))).isFalse();
        assertThat(LOSS.isRecounted(List.of(at(0, 11), at(2, 5)))).isTrue();
    }

    @Test
    void nobodyWaitsForTheEndOfATopicThatIsGone() {
        AppliedPosition another = new AppliedPosition(Keys.partition(Topics.ACTIVATIONS, 2), "another", 1, null);
        assertThat(LOSS.isRecounted(List.of(at(0, 10), another))).isTrue();
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(ContractJson.fromDocument(
                        Map.of("topicId", "topic", "at", "2023-06-21T11:00:00Z", "ends", Map.of("0", 10, "2", 5)),
                        StoreLoss.class))
                .isEqualTo(LOSS);
    }

    private static AppliedPosition at(int partition, long offset) {
        return new AppliedPosition(Keys.partition(Topics.ACTIVATIONS, partition), "topic", offset, null);
    }
}
