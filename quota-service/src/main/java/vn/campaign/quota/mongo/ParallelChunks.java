package vn.campaign.quota.mongo;

import jakarta.annotation.PreDestroy;
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

/** Runs large reads and writes in parallel chunks: while the store works on one, others are encoded and decoded. */
@Component
class ParallelChunks {

    private static final int PARALLELISM = 4;

    /** Splitting fewer elements than this costs more than it gains. */
    private static final int MIN_CHUNK = 25;

    /** A chunk that finds no free thread runs in the caller's, so that nested calls cannot deadlock. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            PARALLELISM - 1,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            new CustomizableThreadFactory("store-"),
            new ThreadPoolExecutor.CallerRunsPolicy());

    /**
     * Returns the results in the order of the chunks once all have ended. Few elements are shared out evenly.
     *
     * @param maxSize of a chunk
     * @throws RuntimeException what one of the calls threw; others may have succeeded
     */
    <T, R> List<R> map(List<T> all, int maxSize, Function<List<T>, R> call) {
        int share = (all.size() + PARALLELISM - 1) / PARALLELISM;
        List<List<T>> chunks = Chunks.of(all, Math.min(maxSize, Math.max(MIN_CHUNK, share)));
        if (chunks.size() == 1) {
            return List.of(call.apply(all));
        }
        List<CompletableFuture<R>> results = chunks.stream()
                .map(chunk -> CompletableFuture.supplyAsync(() -> call.apply(chunk), threads))
                .toList();
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
