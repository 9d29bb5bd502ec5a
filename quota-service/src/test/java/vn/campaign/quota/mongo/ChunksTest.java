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

class ChunksTest {

    private final List<Integer> numbers = IntStream.range(0, 1_005).boxed().toList();
    private final Chunks chunks = new Chunks();

    @AfterEach
    void close() {
        chunks.close();
    }

    @Test
    void givesWhatCameOfEachPortionInTheirOrder() {
        List<List<Integer>> results = chunks.map(numbers, 10, chunk -> chunk);

        assertThat(results).hasSize(101).allMatch(chunk -> chunk.size() <= 10);
        assertThat(results).flatExtracting(chunk -> chunk).isEqualTo(numbers);
    }

    /** So that what is little for one call is still worked on by several at once; very little is one call. */
    @Test
    void sharesLittleOutEvenly() {
        assertThat(chunks.map(numbers.subList(0, 200), 500, List::size)).containsExactly(50, 50, 50, 50);
        assertThat(chunks.map(numbers.subList(0, 20), 500, List::size)).containsExactly(20);
    }

    @Test
    void asksForNothingWhenThereIsNothing() {
        assertThat(chunks.map(List.of(), 10, chunk -> chunk)).isEmpty();
    }

    /** Else each would wait for the other for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aCallWithinACallNeedsNoThreadOfItsOwn() {
        List<List<List<Integer>>> results = chunks.map(numbers, 10, chunk -> chunks.map(chunk, 1, one -> one));

        assertThat(results)
                .flatExtracting(chunk -> chunk)
                .flatExtracting(one -> one)
                .isEqualTo(numbers);
    }

    /** So that no write of a batch is still under way when the batch is tried again. */
    @Test
    void throwsWhatAPortionThrewWhenAllOthersAreThrough() {
        CountDownLatch last = new CountDownLatch(1);
        CompletableFuture<?> running = CompletableFuture.runAsync(() -> chunks.map(numbers, 10, chunk -> {
            if (chunk.contains(0)) {
                throw new MongoException("away");
            }
            if (chunk.contains(1_004)) {
                await().until(() -> last.getCount() == 0);
            }
            return chunk;
        }));

        await().during(Duration.ofMillis(200)).until(() -> !running.isDone());
        last.countDown();

        assertThatThrownBy(running::join)
                .cause()
                .isInstanceOf(MongoException.class)
                .hasMessage("away");
    }
}
