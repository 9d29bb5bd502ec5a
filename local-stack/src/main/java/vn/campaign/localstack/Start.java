package vn.campaign.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.Tokens;

/** The program behind {@code ./start}. */
@Command(
        name = "./start",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "Builds what is out of date and starts a Kafka broker, a document store, an identity provider and the three "
                    + "services on this machine, loads the Thanh An plan, and stops everything on Ctrl-C. It needs a JDK "
                    + "(17 or later), no Docker. Accounts get random passwords, kept in .local/identity/accounts.csv.",
            ""
        },
        footer = {
            "",
            "Environment: SITE_PORT (8080), REPORTING_PORT (8081), QUOTA_PORT (8082), DASHBOARD_PORT (8084), BROKER_PORT (19092), "
                    + "CONTROLLER_PORT (19093), STORE_PORT (27117), IDENTITY_PORT (8083), REPORTING_MANAGEMENT_PORT (9081), "
                    + "QUOTA_MANAGEMENT_PORT (9082), DASHBOARD_MANAGEMENT_PORT (9080), CAMPAIGN_DATA (.local)."
        })
final class Start implements Callable<Integer> {

    static final int FAILED = 1;

    private static final Duration STOPPING = Duration.ofMinutes(2);

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final CommandLine commandLine;

    @Option(names = "--fresh", description = "delete the data of earlier runs first")
    boolean fresh;

    @ArgGroup(exclusive = false)
    @Nullable
    DemoOptions demo;

    @Option(names = "--detach", description = "return once everything is ready and leave it running")
    boolean detach;

    @Option(names = "--stop", description = "stop what is running")
    private boolean stop;

    @Option(names = "--help", usageHelp = true, description = "show this")
    private boolean help;

    Start(Path root, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.root = root;
        this.environment = environment;
        this.out = out;
        commandLine = new CommandLine(this)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(Start::failed);
    }

    public static void main(String[] args) {
        System.exit(new Start(Installation.root(), System.getenv(), System.out, System.err).run(args));
    }

    /** Executes the command line and returns the exit status. */
    int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    private int misused(ParameterException misuse, String[] arguments) {
        commandLine.getErr().println(misuse.getMessage());
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** What went wrong outside this program is told in a line; anything else is a bug. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof IOException) {
            command.getErr().println(failure);
        } else if (failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException
                || failure instanceof RestClientException) {
            command.getErr().println(failure.getMessage());
        } else {
            throw failure;
        }
        return FAILED;
    }

    /** Without a subcommand. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        var arguments = commandLine.getParseResult();
        if (stop && arguments.originalArgs().size() > 1) {
            throw new ParameterException(commandLine, "--stop stands alone");
        }
        Settings settings = settings();
        if (stop) {
            return stop(settings);
        }
        if (detach) {
            return DetachedRun.run(settings, arguments.originalArgs(), out);
        }
        return new ForegroundRun(settings, out).run(fresh, demo);
    }

    @Command(
            description = "print a bearer token for curl, good for an hour; accounts are the units' codes, leader, "
                    + "verifier, planner and operator")
    int token(@Parameters(paramLabel = "ACCOUNT") String account) {
        Settings settings = settings();
        out.println(new Tokens(settings.url(Settings.Role.IDENTITY), new Accounts(settings.accounts())).apply(account));
        return 0;
    }

    private Settings settings() {
        try {
            return Settings.of(root, environment, demo != null);
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(commandLine, invalid.getMessage());
        }
    }

    private int stop(Settings settings) throws IOException {
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

    /** The options of a simulated campaign. */
    static final class DemoOptions {

        /** The plan that is simulated. */
        enum Plan {
            COMMUNE,
            PROVINCE
        }

        @Option(
                names = "--demo",
                required = true,
                description = "simulate a campaign through the public API, on a clock that passes its 92 days in "
                        + "minutes; always from the beginning, and with data of its own")
        private boolean demo;

        @Option(
                names = "--plan",
                paramLabel = "commune|province",
                description = "commune: the 20 units of Thanh An (default); province: 2,550 units of a made-up plan")
        private Plan plan = Plan.COMMUNE;

        @Option(
                names = "--until",
                paramLabel = "DATE",
                description = "stop on the evening of a day, such as 2023-07-01, and let time go on from there")
        @Nullable
        LocalDate until;

        @Option(
                names = "--pace",
                paramLabel = "SECONDS",
                description = "seconds for a day of the campaign; default 0, as fast as it goes")
        private double pace;

        boolean province() {
            return plan == Plan.PROVINCE;
        }

        /** How long a day of the campaign takes. */
        Duration pace() {
            return Duration.ofMillis(Math.round(pace * 1000));
        }
    }
}
