package vn.campaign.reporting.bulk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import vn.campaign.contract.event.ActivationEvent;

/** Publishes events as fast as they are acknowledged: never more than so many are under way. */
final class InFlight {

    private final Function<ActivationEvent, CompletableFuture<?>> publish;
    private final int most;
    private final Semaphore free;
    private volatile Throwable failure;

    InFlight(Function<ActivationEvent, CompletableFuture<?>> publish, int most) {
        this.publish = publish;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** Publishes, when there is room; fails as soon as any earlier one has failed. */
    void publish(ActivationEvent event) throws InterruptedException {
        free.acquire();
        throwFailure();
        publish.apply(event).whenComplete((done, failed) -> {
            if (failed != null) {
                failure = failed;
            }
            free.release();
        });
    }

    /** Returns when every event is acknowledged. */
    void await() throws InterruptedException {
        free.acquire(most);
        throwFailure();
    }

    private void throwFailure() {
        if (failure != null) {
            throw new CompletionException(failure);
        }
    }
}
