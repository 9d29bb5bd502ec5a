package vn.campaign.localstack;

import java.io.PrintStream;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.Script;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.localstack.simulation.SimulatedPlan;
import vn.campaign.localstack.simulation.Submission;

/** A simulated campaign in a running system whose services use the simulated clock. */
final class DemoRun {

    static final long SEED = 20_230_620;
    private static final LocalTime EVENING = LocalTime.of(19, 0);

    /** By then the verifications after the last phase have arrived. */
    private static final int DAYS_AFTER = 4;

    private final Settings settings;
    private final Start.DemoOptions options;
    private final UnaryOperator<String> tokens;
    private final PrintStream out;
    private final JsonNode json;
    private final SimulatedPlan plan;
    private final SimulatedClock clock;

    /** Sets the clock to the morning of the campaign's first day. */
    DemoRun(
            Settings settings,
            Start.DemoOptions options,
            JsonNode json,
            UnaryOperator<String> tokens,
            PrintStream out) {
        this.settings = settings;
        this.options = options;
        this.tokens = tokens;
        this.out = out;
        this.json = json;
        plan = SimulatedPlan.of(json);
        clock = SimulatedClock.startingAt(
                settings.clock(), plan.firstDay().atStartOfDay(plan.timeZone()).toInstant());
    }

    void play(String campaign) {
        out.println("Simulating, seed " + SEED);
        LocalDate last = options.until() == null ? plan.lastDay().plusDays(DAYS_AFTER) : options.until();
        var end = last.atTime(EVENING).atZone(plan.timeZone()).toInstant();
        List<Submission> submissions = Script.of(json, SEED).stream()
                .filter(submission -> submission.at().isBefore(end))
                .toList();
        new Player(
                        URI.create(settings.url(Role.REPORTING) + campaign),
                        clock,
                        options.pace(),
                        (submission, receivedAt) -> {},
                        tokens)
                .play(submissions);
        clock.advanceTo(end);
        out.printf("  %,d statements, up to the evening of %s%n", submissions.size(), last);
    }
}
