package vn.campaign.quota.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    /** So that what is little for one call is still worked on by several at once; very little is one call. */
    @Test
    void sharesLittleOutEvenly() {
        assertThat(calls.inPortions(numbers.subList(0, 200), 500, List::size)).containsExactly(50, 50, 50, 50);
        assertThat(calls.inPortions(numbers.subList(0, 20), 500, List::size)).containsExactly(20);
    }

    @Test
    void asksForNothingWhenThereIsNothing() {
        assertThat(calls.inPortions(List.of(), 10, portion -> portion)).isEmpty();
    }

    /** Else each would wait for the other for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aCallWithinACallNeedsNoThreadOfItsOwn() {
        List<List<List<Integer>>> portions =
                calls.inPortions(numbers, 10, portion -> calls.inPortions(portion, 1, one -> one));

        assertThat(portions)
                .flatExtracting(portion -> portion)
                .flatExtracting(one -> one)
                .isEqualTo(numbers);
    }

    /** So that no write of a batch is still under way when the batch is tried again. */
    @Test
    void throwsWhatAPortionThrewWhenAllOthersAreThrough() {
        CountDownLatch last = new CountDownLatch(1);
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> calls.inPortions(numbers, 10, portion -> {
            if (portion.contains(0)) {
                throw new MongoException("away");
            }
            if (portion.contains(1_004)) {
                await().until(() -> last.getCount() == 0);
            }
            return portion;
        }));

        await().during(Duration.ofMillis(200)).until(() -> !running.isDone());
        last.countDown();

        assertThatThrownBy(running::join)
                .cause()
                .isInstanceOf(MongoException.class)
                .hasMessage("away");
    }
}
