package vn.campaign.localstack;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.campaign.localstack.identity.Accounts;

/** The program behind {@code ./start}. */
final class Start {

    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final Duration STOPPING = Duration.ofMinutes(2);

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Start(Path root, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.root = root;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(new Start(Installation.root(), System.getenv(), System.out, System.err).run(args));
    }

    /** Executes the command line and returns the exit status. */
    int run(String... arguments) {
        try {
            Options options = Options.parse(arguments);
            Settings settings = Settings.of(root, environment);
            return switch (options.action()) {
                case RUN -> run(options, settings, arguments);
                case STOP -> stop(settings);
                case TOKEN -> token(settings, options.account());
                case HELP -> {
                    out.println(Options.USAGE);
                    yield 0;
                }
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return MISUSED;
        } catch (IllegalStateException | UncheckedIOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private int token(Settings settings, String account) {
        out.println(new Tokens(settings.url(Settings.Role.IDENTITY), new Accounts(settings.accounts())).apply(account));
        return 0;
    }

    private int run(Options options, Settings settings, String... arguments) {
        if (options.detach()) {
            return new DetachedRun(settings, out).run(arguments);
        }
        return new ForegroundRun(options.demo() == null ? settings : settings.forDemo(), out).run(options);
    }

    private int stop(Settings settings) {
        Optional<ProcessHandle> holder = PidFile.holder(settings.pidFile());
        if (holder.isEmpty()) {
            out.println("Nothing is running.");
            return 0;
        }
        ProcessHandle process = holder.get();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOPPING.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            throw new IllegalStateException("Process " + process.pid() + " does not stop.");
        }
        out.println("Stopped.");
        return 0;
    }
}
