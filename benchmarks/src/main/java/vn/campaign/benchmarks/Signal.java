package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Halts a process, warm as it is, and lets it go on. */
enum Signal {
    STOP,
    CONT;

    void send(long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name() + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
