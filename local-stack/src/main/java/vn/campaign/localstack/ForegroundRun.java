package vn.campaign.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.Start.DemoOptions;
import vn.campaign.localstack.identity.Accounts;
import vn.campaign.localstack.identity.Accounts.Account;
import vn.campaign.localstack.identity.Tokens;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.ProvincePlan;
import vn.campaign.localstack.simulation.Script;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.localstack.simulation.SimulatedPlan;
import vn.campaign.localstack.simulation.Submission;

/** Runs the system as child processes until it is told to stop. */
final class ForegroundRun {

    /** The line that it prints once the system is ready. */
    static final String READY = "Everything is ready.";

    private static final String CAMPAIGNS = "/api/v1/campaigns/";
    private static final String CODE = "thanh-an-2023";
    private static final String UNIT = "thuan-an";
    private static final Duration POLL = Duration.ofMillis(200);

    /** Of the simulated campaign, whose days end in the evening. */
    private static final long SEED = 20_230_620;

    private static final LocalTime EVENING = LocalTime.of(19, 0);

    /** By then the verifications after the last phase have arrived. */
    private static final int DAYS_AFTER = 4;

    private final Settings settings;
    private final PrintStream out;
    private final AtomicBoolean told = new AtomicBoolean();

    ForegroundRun(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    int run(boolean fresh, @Nullable DemoOptions options) throws IOException {
        try (PidFile claim = PidFile.claim(settings.pidFile())) {
            requireFreePorts();
            if (options != null) {
                FileSystemUtils.deleteRecursively(settings.state());
            }
            if (fresh) {
                for (Path directory : List.of(settings.broker(), settings.store(), settings.logs())) {
                    FileSystemUtils.deleteRecursively(directory);
                }
            }
            return runUntilToldToStop(options);
        }
    }

    private int runUntilToldToStop(@Nullable DemoOptions options) {
        boolean province = options != null && options.province();
        String code = province ? ProvincePlan.CAMPAIGN : CODE;
        String planText = province ? ProvincePlan.of(settings.planText(), SEED) : settings.planText();
        JsonNode plan = new JsonMapper().readTree(planText);
        var accounts = new Accounts(settings.accounts());
        var tokens = new Tokens(settings.url(Role.IDENTITY), accounts);
        Runnable simulation = options == null ? () -> {} : simulation(options, plan, CAMPAIGNS + code, tokens);
        List<Account> added = PlanAccounts.require(plan, code, accounts);
        var stack = new Stack(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        try (stack) {
            stack.start(out::println);
            stack.supervise(out::println);
            JsonNode units = plan.path("units");
            boolean loaded = loadPlan(
                    CAMPAIGNS + code,
                    planText,
                    units.get(units.size() - 1).path("code").asString(),
                    tokens);
            String name = options == null ? "the Thanh An plan" : "the plan of a simulated campaign";
            out.println(loaded ? "Loaded " + name : StringUtils.capitalize(name) + " is there already");
            PlanAccounts.announce(added, accounts, out);
            // A short campaign is played before the system counts as ready; a slow one is meant to be watched.
            boolean watched = options != null && !options.pace().isZero();
            if (!watched) {
                simulation.run();
            }
            announce();
            if (watched) {
                simulation.run();
            }
            stack.awaitClosing();
            return 0;
        } catch (RuntimeException e) {
            // What fails while everything is being stopped fails because of that.
            if (told.get()) {
                return 0;
            }
            throw e;
        }
    }

    /**
     * Loads the plan unless there is one already, which may have been changed since; returns whether it was loaded. The plan
     * topics tell, which reporting-service has read: a store that begins anew may not have its plans from them yet.
     */
    private boolean loadPlan(String campaign, String plan, String lastUnit, Tokens tokens) {
        RestClient http = RestClient.builder()
                .defaultRequest(request -> request.headers(headers -> headers.setBearerAuth(tokens.apply("planner"))))
                .build();
        try {
            http.get()
                    .uri(settings.url(Role.REPORTING) + campaign + "/units")
                    .retrieve()
                    .toBodilessEntity();
            return false;
        } catch (HttpClientErrorException.NotFound notLoaded) {
            http.put()
                    .uri(settings.url(Role.QUOTA) + campaign)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(plan)
                    .retrieve()
                    .toBodilessEntity();
        }
        // reporting-service receives the plan from Kafka.
        new RetryTemplate(RetryPolicy.builder().maxRetries(300).delay(POLL).build()).invoke(() -> http.get()
                .uri(settings.url(Role.REPORTING) + campaign + "/units/" + lastUnit)
                .retrieve()
                .toBodilessEntity());
        return true;
    }

    /** Sets the clock to the morning of the campaign's first day, and returns what plays the campaign. */
    private Runnable simulation(DemoOptions options, JsonNode json, String campaign, Tokens tokens) {
        SimulatedPlan plan = SimulatedPlan.of(json);
        ZoneId zone = plan.timeZone();
        SimulatedClock clock = SimulatedClock.startingAt(
                settings.clock(), plan.firstDay().atStartOfDay(zone).toInstant());
        LocalDate last = options.until == null ? plan.lastDay().plusDays(DAYS_AFTER) : options.until;
        Instant end = last.atTime(EVENING).atZone(zone).toInstant();
        return () -> {
            out.println("Simulating, seed " + SEED);
            List<Submission> submissions = Script.of(json, SEED).stream()
                    .filter(submission -> submission.at().isBefore(end))
                    .toList();
            URI address = URI.create(settings.url(Role.REPORTING) + campaign);
            new Player(address, clock, options.pace(), (submission, receivedAt) -> {}, tokens).play(submissions);
            clock.advanceTo(end);
            out.printf("  %,d statements, up to the evening of %s%n", submissions.size(), last);
        };
    }

    private void stop(Stack stack) {
        if (!stack.isClosing()) {
            told.set(true);
            out.println("Stopping");
        }
        stack.close();
    }

    private void requireFreePorts() {
        String busy = settings.ports().entrySet().stream()
                .filter(port -> !Ports.isFree(port.getValue()))
                .map(port -> "Port %d is in use by another program; set %s to take another one."
                        .formatted(port.getValue(), port.getKey().variable()))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!busy.isEmpty()) {
            throw new IllegalStateException(busy);
        }
    }

    private void announce() {
        String site = settings.url(Role.SITE);
        out.printf(
                """
                %s

                  Figures   %s          log in as leader
                  Reports   %s   log in as a unit, such as %s
                  Plans     %s     log in as planner
                  Logs      %s

                A first report:

                  curl -X PUT %s%s/reports/2023-06-21 -H "Authorization: Bearer $(./start token %s)" -H 'Content-Type: application/json' -d '{"counts":{"ACTIVATED_L1":5,"ACTIVATED_L2":12}}'

                """,
                READY,
                site,
                site + Site.REPORT,
                UNIT,
                site + Site.PLAN,
                settings.logs(),
                site + Site.REPORT,
                CAMPAIGNS + CODE + "/units/" + UNIT,
                UNIT);
        out.flush();
    }
}
