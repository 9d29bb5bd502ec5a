package vn.campaign.system;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import vn.campaign.testing.CampaignSystem;

/** Someone who looks at the same thing again and again, at the other instance where one is gone. */
final class Viewer implements AutoCloseable {

    private static final long LOOKING = Duration.ofMillis(20).toNanos();

    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger views = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopped;

    Viewer(CampaignSystem system, Instances instances, String path) {
        this.thread = new Thread(() -> look(system, instances, path), "viewer of " + path);
        thread.start();
    }

    private void look(CampaignSystem system, Instances instances, String path) {
        while (!stopped) {
            String instance = instances.next();
            try {
                HttpResponse<String> answer = system.client.get(instance, path);
                if (answer.statusCode() == 200) {
                    views.incrementAndGet();
                } else {
                    faults.add(instance + " answered " + answer.statusCode() + " " + answer.body());
                }
            } catch (UncheckedIOException gone) {
                // Nothing was answered, so the next one is asked.
            }
            LockSupport.parkNanos(LOOKING);
        }
    }

    int views() {
        return views.get();
    }

    /** Answers that were no view. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
