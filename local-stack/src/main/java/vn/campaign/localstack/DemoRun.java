package vn.campaign.localstack;

import java.io.PrintStream;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.Settings.Role;
import vn.campaign.localstack.clock.ClockHand;
import vn.campaign.localstack.simulation.Act;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.ProvincePlan;
import vn.campaign.localstack.simulation.Script;

/** A simulated campaign in a running system whose services use a driven clock. */
final class DemoRun {

    private static final long SEED = 20_230_620;
    private static final LocalTime EVENING = LocalTime.of(19, 0);

    /** By then the extracts after the last phase have arrived. */
    private static final int DAYS_AFTER = 4;

    private final Settings settings;
    private final DemoOptions demo;
    private final PrintStream out;
    private final String plan;
    private final JsonNode read;
    private final ClockHand clock;
    private final Tokens tokens;

    /** Sets the clock to the morning of the campaign's first day. */
    DemoRun(Settings settings, DemoOptions demo, Tokens tokens, PrintStream out) {
        this.settings = settings;
        this.tokens = tokens;
        this.demo = demo;
        this.out = out;
        plan = demo.province() ? ProvincePlan.of(settings.planText(), SEED) : settings.planText();
        read = new JsonMapper().readTree(plan);
        clock = new ClockHand(
                settings.clock(), day("from", 0).atStartOfDay(zone()).toInstant());
    }

    /** The plan whose users need accounts. */
    JsonNode plan() {
        return read;
    }

    String campaign() {
        return demo.province() ? ProvincePlan.CAMPAIGN : ForegroundRun.CODE;
    }

    void loadPlan() {
        JsonNode units = read.path("units");
        new PlanLoader(settings, tokens)
                .load(path(), plan, units.get(units.size() - 1).path("code").asString());
        out.println("Loaded the plan of a simulated campaign");
    }

    void play() {
        out.println("Simulating, seed " + SEED);
        LocalDate last =
                demo.until() == null ? day("to", read.path("phases").size() - 1).plusDays(DAYS_AFTER) : demo.until();
        var end = last.atTime(EVENING).atZone(zone()).toInstant();
        List<Act> acts = Script.of(read, SEED).stream()
                .filter(act -> act.at().isBefore(end))
                .toList();
        new Player(URI.create(settings.url(Role.REPORTING) + path()), clock, demo.pace(), accepted -> {}, tokens)
                .play(acts);
        clock.forwardTo(end);
        out.printf("  %,d statements, up to the evening of %s%n", acts.size(), last);
    }

    private String path() {
        return "/api/v1/campaigns/" + campaign();
    }

    private ZoneId zone() {
        return ZoneId.of(read.path("timeZone").asString());
    }

    private LocalDate day(String field, int phase) {
        return LocalDate.parse(read.path("phases").get(phase).path(field).asString());
    }
}
