package vn.campaign.quota.mongo;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Large reads and writes in portions, several at once: while the store works on one, others are encoded and decoded. */
@Component
class StoreCalls {

    private static final int AT_ONCE = 4;

    /** To split fewer than this costs more than it gains. */
    private static final int SMALL = 25;

    /** A portion for which no thread is free is the caller's, so that no call waits for one that waits for it. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            AT_ONCE - 1,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            new CustomizableThreadFactory("store-calls-"),
            (portion, busy) -> portion.run());

    /**
     * Returns what came of each portion when all are through. Where there are few, they are shared out evenly.
     *
     * @param most that a portion may have
     * @throws RuntimeException what one of them threw; others may have been carried out
     */
    <T, R> List<R> inPortions(List<T> all, int most, Function<List<T>, R> call) {
        int share = (all.size() + AT_ONCE - 1) / AT_ONCE;
        int size = Math.min(most, Math.max(SMALL, share));
        if (all.size() <= size) {
            return all.isEmpty() ? List.of() : List.of(call.apply(all));
        }
        List<CompletableFuture<R>> results = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            List<T> portion = all.subList(from, Math.min(all.size(), from + size));
            results.add(CompletableFuture.supplyAsync(() -> call.apply(portion), threads));
        }
        try {
            CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        return results.stream().map(CompletableFuture::join).toList();
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
