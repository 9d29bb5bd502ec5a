package vn.campaign.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a {@link ForegroundRun} in a detached process and shows its output until the system is ready. */
final class DetachedRun {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final PrintStream out;
    private final LogFile log;

    DetachedRun(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        log = new LogFile(settings.data().resolve("start.log"));
    }

    /** The detached process. Arguments: the project's root, and those of {@code ./start}. */
    public static void main(String[] args) {
        ChildProcess.ignoreTerminalSignals();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        System.exit(new Start(Path.of(args[0]), System.getenv(), System.out, System.err).run(rest));
    }

    /** Starts the detached process. */
    int run(List<String> arguments) {
        if (PidFile.holder(settings.pidFile()).isPresent()) {
            throw PidFile.alreadyRunning(settings.pidFile());
        }
        log.beginRun();
        Process left = launch(arguments);
        var stop = new Thread(left::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        int shown = 0;
        try {
            while (true) {
                boolean ended = left.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
                String printed = log.currentRun();
                out.print(printed.substring(shown));
                shown = printed.length();
                if (ended) {
                    return Start.FAILED;
                }
                if (printed.contains(ForegroundRun.READY)) {
                    Runtime.getRuntime().removeShutdownHook(stop);
                    out.println("It goes on running in process " + left.pid() + "; ./start --stop stops it.");
                    return 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private Process launch(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Installation.java(),
                "-Xmx128m",
                "-cp",
                Installation.classPath(),
                DetachedRun.class.getName(),
                settings.root().toString()));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
