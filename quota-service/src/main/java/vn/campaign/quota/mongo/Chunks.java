package vn.campaign.quota.mongo;

import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Splits what is too much for one command. Large reads and writes run in parallel chunks: while the store works on one, others
 * are encoded and decoded.
 */
@Component
public class Chunks {

    /** More ids than this in one {@code $in} cost more than another round trip. */
    public static final int MAX_IDS = 300;

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

    Chunks() {}

    /** Returns all elements in their order, at most {@code size} in each list. */
    public static <T> List<List<T>> of(Collection<T> all, int size) {
        List<T> elements = List.copyOf(all);
        return IntStream.iterate(0, from -> from < elements.size(), from -> from + size)
                .mapToObj(from -> elements.subList(from, Math.min(elements.size(), from + size)))
                .toList();
    }

    /**
     * Returns the results in the order of the chunks once all have ended. Few elements are shared out evenly.
     *
     * @param maxSize of a chunk
     * @throws RuntimeException what one of the calls threw; others may have succeeded
     */
    <T, R> List<R> map(List<T> all, int maxSize, Function<List<T>, R> call) {
        int share = (all.size() + PARALLELISM - 1) / PARALLELISM;
        List<List<T>> chunks = of(all, Math.min(maxSize, Math.max(MIN_CHUNK, share)));
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
