package vn.campaign.quota.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCallsTest {

    private final List<Integer> numbers = IntStream.range(0, 1_005).boxed().toList();
    private final StoreCalls calls = new StoreCalls();

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void givesWhatCameOfEachPortionInTheirOrder() {
        List<List<Integer>> portions = calls.inPortions(numbers, 10, portion -> portion);

        assertThat(portions).hasSize(101).allMatch(portion -> portion.size() <= 10);
        assertThat(portions).flatExtracting(portion -> portion).isEqualTo(numbers);
    }

    @Test
    void asksForNothingWhenThereIsNothing() {
        assertThat(calls.inPortions(List.of(), 10, portion -> portion)).isEmpty();
    }

    /** So that no write of a batch is still under way when the batch is tried again. */
    @Test
    void throwsWhatAPortionThrewWhenAllOthersAreThrough() {
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() -> calls.inPortions(numbers, 10, portion -> {
                    begun.addAll(portion);
                    if (portion.get(0) == 0) {
                        throw new MongoException("away");
                    }
                    done.addAll(portion);
                    return portion;
                }))
                .isInstanceOf(MongoException.class)
                .hasMessage("away");
        assertThat(begun).containsAll(numbers);
        assertThat(done).hasSize(995);
    }
}
