package vn.campaign.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Runs a main class in a process that exits with its parent, however the parent ended. */
final class Lifeline {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Lifeline() {}

    /** Arguments: the main class and its arguments. */
    public static void main(String[] args) throws Exception {
        Signals.ignoreTerminal();
        Thread watch = new Thread(Lifeline::endWithParent, "lifeline");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** Standard input is a pipe from the parent: it ends when the parent does, even by SIGKILL. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes.
            }
            new Thread(() -> System.exit(1), "lifeline-exit").start();
            Thread.sleep(PATIENCE.toMillis());
        } catch (IOException | InterruptedException e) {
            // No parent to wait for either.
        }
        Runtime.getRuntime().halt(1);
    }
}
