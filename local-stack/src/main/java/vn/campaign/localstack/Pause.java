package vn.campaign.localstack;

import java.time.Duration;

/** Lets time pass: between two looks at something that changes by itself, or until something is due. */
public final class Pause {

    private Pause() {}

    public static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
