package vn.campaign.localstack;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.demo.DemoCampaign;

/** Runs the system as children of this process until it is told to stop or one of them ends. */
final class ForegroundRun {

    /** What it prints once the system can be used. */
    static final String READY = "Everything is ready.";

    private static final long DEMO_SEED = 20_230_620;

    private final Settings settings;
    private final PrintStream out;
    private final AtomicBoolean told = new AtomicBoolean();

    ForegroundRun(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    int run(Options options) {
        Optional<PidFile> claim = PidFile.claim(settings.pidFile());
        if (claim.isEmpty()) {
            throw PidFile.alreadyRunning(settings.pidFile());
        }
        try (PidFile claimed = claim.get()) {
            requireFreePorts();
            if (options.fresh()) {
                List.of(settings.broker(), settings.store(), settings.logs()).forEach(Directories::delete);
            }
            return runUntilToldToStop(options);
        }
    }

    private int runUntilToldToStop(Options options) {
        var stack = new Stack(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        try (stack) {
            stack.start(out::println);
            loadPlan();
            if (options.demo()) {
                replayDemo();
            }
            announce();
            throw stack.awaitEnd().failure("ended by itself, so everything was stopped");
        } catch (RuntimeException e) {
            // What fails while everything is being stopped fails because of that.
            if (told.get()) {
                return 0;
            }
            throw e;
        }
    }

    private void stop(Stack stack) {
        if (!stack.isClosing()) {
            told.set(true);
            out.println("Stopping");
        }
        stack.close();
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

    private void loadPlan() {
        boolean loaded = new PlanLoader(settings).load();
        out.println(loaded ? "Loaded the Thanh An plan" : "The Thanh An plan is there already");
    }

    private void replayDemo() {
        out.println("Replaying a simulated campaign, seed " + DEMO_SEED);
        var demo = new DemoCampaign(new PlanLoader(settings).planFile(), DEMO_SEED);
        send("reports", demo.reports());
        send("verifications", demo.verifications());
    }

    private void send(String what, List<String> lines) {
        String url = settings.url(Role.REPORTING) + PlanLoader.CAMPAIGN + "/" + what;
        String summary = new Api().send("POST", url, "application/x-ndjson", String.join("\n", lines) + "\n");
        out.println("  " + what + ": " + summary);
    }

    private void announce() {
        out.printf(
                """
                %s

                  Dashboard      %s
                  Reporting API  %s/swagger-ui.html
                  Plan API       %s/swagger-ui.html
                  Logs           %s

                A first report:

                  curl -X PUT %s%s/reports/2023-06-21 -H 'Content-Type: application/json' -d '{"counts":{"ACTIVATED_L1":5,"ACTIVATED_L2":12}}'

                """,
                READY,
                settings.url(Role.DASHBOARD),
                settings.url(Role.REPORTING),
                settings.url(Role.QUOTA),
                settings.logs(),
                settings.url(Role.REPORTING),
                PlanLoader.UNIT);
        out.flush();
    }
}
