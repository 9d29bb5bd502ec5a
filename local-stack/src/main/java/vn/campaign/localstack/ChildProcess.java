package vn.campaign.localstack;

import java.io.IOException;
import java.util.Arrays;
import sun.misc.Signal;

/** Runs a main class in a process that exits with its parent, however the parent ended. */
final class ChildProcess {

    private static final long SHUTDOWN_MILLIS = 15_000;

    private ChildProcess() {}

    /** Arguments: the main class and its arguments. */
    public static void main(String[] args) throws Exception {
        ignoreTerminalSignals();
        Thread watch = new Thread(ChildProcess::exitWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** A terminal sends Ctrl-C and hang-up to the whole process group: the parent decides when this process stops. */
    static void ignoreTerminalSignals() {
        for (String name : new String[] {"INT", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signal -> {});
            } catch (IllegalArgumentException e) {
                // Not a signal of this system.
            }
        }
    }

    /** Standard input is a pipe from the parent: it ends when the parent does, even by SIGKILL. */
    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes.
            }
            new Thread(() -> System.exit(1), "exit").start();
            Thread.sleep(SHUTDOWN_MILLIS);
        } catch (IOException | InterruptedException e) {
            // No parent to wait for either.
        }
        Runtime.getRuntime().halt(1);
    }
}
