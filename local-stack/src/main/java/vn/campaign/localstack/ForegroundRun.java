package vn.campaign.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.identity.Account;
import vn.campaign.localstack.identity.Accounts;

/** Runs the system as child processes until it is told to stop or one of them exits. */
final class ForegroundRun {

    /** The line that it prints once the system is ready. */
    static final String READY = "Everything is ready.";

    static final String CODE = "thanh-an-2023";
    static final String CAMPAIGN = "/api/v1/campaigns/" + CODE;
    private static final String UNIT = "thuan-an";

    private final Settings settings;
    private final PrintStream out;
    private final AtomicBoolean told = new AtomicBoolean();

    ForegroundRun(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    int run(boolean fresh, DemoOptions options) {
        Optional<PidFile> claim = PidFile.claim(settings.pidFile());
        if (claim.isEmpty()) {
            throw PidFile.alreadyRunning(settings.pidFile());
        }
        try (PidFile claimed = claim.get()) {
            requireFreePorts();
            if (options != null) {
                delete(settings.state());
            }
            if (fresh) {
                List.of(settings.broker(), settings.store(), settings.logs()).forEach(ForegroundRun::delete);
            }
            return runUntilToldToStop(options);
        }
    }

    private int runUntilToldToStop(DemoOptions options) {
        var accounts = new Accounts(settings.accounts());
        var tokens = new Tokens(settings.url(Role.IDENTITY), accounts);
        DemoRun demo = options == null ? null : new DemoRun(settings, options, tokens, out);
        List<Account> added = demo == null
                ? People.of(new JsonMapper().readTree(settings.planText()), CODE, accounts)
                : People.of(demo.plan(), demo.campaign(), accounts);
        var stack = new Stack(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        try (stack) {
            stack.start(out::println);
            if (demo == null) {
                loadPlan(tokens);
                People.announce(added, accounts, out);
                announce();
            } else {
                demo.loadPlan();
                People.announce(added, accounts, out);
                announceAround(demo, options.pace().isZero());
            }
            throw stack.awaitEnd().failure("ended by itself, so everything was stopped");
        } catch (RuntimeException e) {
            // What fails while everything is being stopped fails because of that.
            if (told.get()) {
                return 0;
            }
            throw e;
        }
    }

    /** A short campaign is loaded before the system counts as ready; a slow one is meant to be watched. */
    private void announceAround(DemoRun demo, boolean inAMoment) {
        if (inAMoment) {
            demo.play();
            announce();
        } else {
            announce();
            demo.play();
        }
    }

    private void stop(Stack stack) {
        if (!stack.isClosing()) {
            told.set(true);
            out.println("Stopping");
        }
        stack.close();
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireFreePorts() {
        var busy = new ArrayList<String>();
        settings.ports().forEach((role, port) -> {
            if (!Ports.isFree(port)) {
                busy.add("Port %d is in use by another program; set %s to take another one."
                        .formatted(port, role.variable()));
            }
        });
        if (!busy.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), busy));
        }
    }

    private void loadPlan(Tokens tokens) {
        boolean loaded = new PlanLoader(settings, tokens).load(CAMPAIGN, settings.planText(), UNIT);
        out.println(loaded ? "Loaded the Thanh An plan" : "The Thanh An plan is there already");
    }

    private void announce() {
        out.printf(
                """
                %s

                  Dashboard   %s     log in as leader
                  Reporting   %s     log in as a unit, such as %s
                  Plans       %s     log in as planner
                  Logs        %s

                A first report:

                  curl -X PUT %s%s/reports/2023-06-21 -H "Authorization: Bearer $(./start token %s)" -H 'Content-Type: application/json' -d '{"counts":{"ACTIVATED_L1":5,"ACTIVATED_L2":12}}'

                """,
                READY,
                settings.url(Role.DASHBOARD),
                settings.url(Role.REPORTING),
                UNIT,
                settings.url(Role.QUOTA),
                settings.logs(),
                settings.url(Role.REPORTING),
                CAMPAIGN + "/units/" + UNIT,
                UNIT);
        out.flush();
    }
}
