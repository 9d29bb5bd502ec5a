package vn.campaign.localstack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a {@link ForegroundRun} in a detached process and shows its output until the system is ready. */
final class DetachedRun {

    private static final long POLL_MILLIS = 200;

    private DetachedRun() {}

    /** The detached process. Arguments: the project's root, and those of {@code ./start}. */
    public static void main(String[] args) {
        ChildProcess.ignoreTerminalSignals();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        System.exit(new Start(Path.of(args[0]), System.getenv(), System.out, System.err).run(rest));
    }

    /** Starts the detached process, and returns the exit status of the one that started it. */
    static int run(Settings settings, List<String> arguments, PrintStream out)
            throws IOException, InterruptedException {
        if (PidFile.holder(settings.pidFile()).isPresent()) {
            throw PidFile.alreadyRunning(settings.pidFile());
        }
        Path log = Files.createDirectories(settings.data()).resolve("start.log");
        long earlierRuns = log.toFile().length();
        Process process = launch(settings.root(), arguments, log);
        try (InputStream printed = Files.newInputStream(log)) {
            printed.skipNBytes(earlierRuns);
            return awaitReady(process, printed, out);
        }
    }

    private static int awaitReady(Process process, InputStream printed, PrintStream out)
            throws IOException, InterruptedException {
        var stop = new Thread(process::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        var shown = new ByteArrayOutputStream();
        while (true) {
            boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            byte[] more = printed.readAllBytes();
            out.writeBytes(more);
            shown.writeBytes(more);
            if (ended) {
                return Start.FAILED;
            }
            if (shown.toString().contains(ForegroundRun.READY)) {
                Runtime.getRuntime().removeShutdownHook(stop);
                out.println("It goes on running in process " + process.pid() + "; ./start --stop stops it.");
                return 0;
            }
        }
    }

    private static Process launch(Path root, List<String> arguments, Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Installation.java(),
                "-Xmx128m",
                "-cp",
                Installation.classPath(),
                DetachedRun.class.getName(),
                root.toString()));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }
}
