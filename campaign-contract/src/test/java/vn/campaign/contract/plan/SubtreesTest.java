package vn.campaign.contract.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class SubtreesTest {

    private static final int PARTITIONS = 1 << 20;

    /** nation(district(600 hamlets), city(1,001 wards)). */
    private final Map<String, String> parents = new HashMap<>();

    SubtreesTest() {
        parents.put("nation", null);
        parents.put("district", "nation");
        parents.put("city", "nation");
        for (int hamlet = 0; hamlet < 600; hamlet++) {
            parents.put("hamlet-" + hamlet, "district");
        }
        for (int ward = 0; ward <= Subtrees.MAX_LEAVES; ward++) {
            parents.put("ward-" + ward, "city");
        }
    }

    @Test
    void unitsBelowASmallNodeShareItsPartition() {
        Subtrees subtrees = Subtrees.of(parents);

        assertThat(subtrees.partition("c", "hamlet-7", PARTITIONS)).isEqualTo(hash("c/district"));
        assertThat(subtrees.partition("c", "hamlet-8", PARTITIONS)).isEqualTo(hash("c/district"));
        assertThat(subtrees.partition("c", "district", PARTITIONS)).isEqualTo(hash("c/district"));
    }

    @Test
    void aUnitBelowALargeNodeIsASubtreeOfItsOwn() {
        assertThat(Subtrees.of(parents).partition("c", "ward-7", PARTITIONS)).isEqualTo(hash("c/ward-7"));
    }

    @Test
    void aWholeCampaignThatIsSmallIsOneSubtree() {
        parents.keySet().removeIf(unit -> unit.startsWith("ward-"));

        assertThat(Subtrees.of(parents).partition("c", "hamlet-7", PARTITIONS)).isEqualTo(hash("c/nation"));
    }

    @Test
    void aUnitThatThePlanDoesNotKnowIsASubtreeOfItsOwn() {
        assertThat(Subtrees.of(parents).partition("c", "x", PARTITIONS)).isEqualTo(hash("c/x"));
        assertThat(Subtrees.NONE.partition("c", "x", PARTITIONS)).isEqualTo(hash("c/x"));
    }

    @Test
    void aCycleEnds() {
        assertThat(Subtrees.of(Map.of("a", "b", "b", "a", "leaf", "a")).partition("c", "x", PARTITIONS))
                .isEqualTo(hash("c/x"));
    }

    private static int hash(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % PARTITIONS;
    }
}
