package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.Script;
import vn.campaign.localstack.simulation.SimulatedClock;
import vn.campaign.localstack.simulation.Submission;
import vn.campaign.system.books.PlanBook;
import vn.campaign.system.books.StatementBook;
import vn.campaign.testing.CampaignSystem;
import vn.campaign.testing.StoreCommands;

/**
 * All 92 days of the real plan, played through the API on a driven clock, with late and offline deliveries, corrections,
 * repetitions, withdrawals, a plan that changes and a phase that is locked.
 */
final class PlayedCampaign implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final String OUT_OF_AREA = "OUT_OF_AREA";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final StoreTap tap = new StoreTap();
    private final CampaignSystem system = CampaignSystem.named("whole-campaign")
            .onDrivenClock()
            .environment(service -> Map.of("MONGODB_URI", tap.uri()))
            .build();
    private final StatementBook said = new StatementBook();
    private final TreeMap<Instant, List<Submission>> script = new TreeMap<>();
    private final ObjectNode plan = (ObjectNode) JSON.readTree(CampaignSystem.planText());
    private final long seed;
    private final SimulatedClock clock;
    private final Player player;
    private PlanBook book = new PlanBook(plan);

    /** Starts the system on the morning of the first day; nothing is played yet. */
    PlayedCampaign(long seed) {
        this.seed = seed;
        tap.to(system.store.uri(""));
        clock = SimulatedClock.startingAt(system.clock(), at("2023-06-20T00:00"));
        system.start();
        player = new Player(
                system.uri("reporting-service", CampaignSystem.CAMPAIGN),
                clock,
                Duration.ZERO,
                said::add,
                system.tokens);
        schedule(Script.of(plan, seed));
    }

    /** What the services asked the store. */
    StoreCommands storeCommands() {
        return tap.commands();
    }

    /** To compare what is published now. */
    PublishedFigures published() {
        return new PublishedFigures(system, book, said, clock.instant());
    }

    private void schedule(List<Submission> submissions) {
        submissions.forEach(submission -> script.computeIfAbsent(submission.at(), any -> new ArrayList<>())
                .add(submission));
    }

    void playUntil(String time) {
        var due = script.headMap(at(time));
        player.play(due.values().stream().flatMap(List::stream).toList());
        due.clear();
        clock.advanceTo(at(time));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** A target is raised, a unit retires, another one joins, phase 1 is locked, and citizens from elsewhere are counted. */
    void changeThePlan() {
        ((ObjectNode) plan.path("phases").get(0)).put("lockedAfterDays", 5);
        for (JsonNode unit : plan.path("units")) {
            if (unit.path("code").asString().equals("xa-co")) {
                ((ObjectNode) unit).put("retiredFrom", "2023-08-01");
            }
            if (unit.path("code").asString().equals("thuan-an")) {
                ((ObjectNode) unit.path("targets").get(3)).put("value", 300);
            }
        }
        ObjectNode visitors = plan.withArray("indicators").addObject();
        visitors.put("code", OUT_OF_AREA).putObject("name").put("vi", "Công dân ngoài địa bàn");
        ObjectNode joining = plan.withArray("units").addObject();
        system.accounts.require(Map.of("ap-moi", List.of("reporter:" + CampaignSystem.CODE + "/ap-moi")));
        joining.put("code", "ap-moi")
                .put("kind", "TERRITORY")
                .put("parent", "thanh-an")
                .put("teams", 1);
        joining.put("activeFrom", "2023-07-25").putObject("name").put("vi", "Ấp Mới");
        joining.putArray("targets")
                .addObject()
                .put("indicator", "ACTIVATED")
                .put("phase", "2")
                .put("value", 50);
        assertThat(system.client
                        .put("quota-service", CampaignSystem.CAMPAIGN, plan.toString())
                        .statusCode())
                .isEqualTo(200);
        await().atMost(TIMEOUT)
                .until(() -> system.client
                                .get("reporting-service", CampaignSystem.CAMPAIGN + "/units/ap-moi")
                                .statusCode()
                        == 200);
        await().atMost(TIMEOUT).until(() -> refusal("an-hoa", "2023-07-15").equals("PHASE_LOCKED"));

        book = new PlanBook(plan);
        script.values()
                .forEach(submissions ->
                        submissions.removeIf(submission -> submission.unit().equals("xa-co")
                                && !(submission instanceof Submission.Verification)
                                && !submission.date().isBefore(LocalDate.parse("2023-08-01"))));
        script.values().removeIf(List::isEmpty);
        schedule(Script.of(plan, seed).stream()
                .filter(submission -> submission.unit().equals("ap-moi"))
                .filter(submission -> !submission.date().isBefore(LocalDate.parse("2023-07-25")))
                .toList());
    }

    void reopenThePhaseForOneUnit() {
        String reopened = CampaignSystem.CAMPAIGN + "/units/an-hoa/reopened/1";
        assertThat(system.client
                        .put("quota-service", reopened, "{\"until\":\"2023-07-23\"}")
                        .statusCode())
                .isEqualTo(200);
        Submission.Report late = new Submission.Report(
                at("2023-07-22T11:00"),
                "an-hoa",
                LocalDate.parse("2023-07-15"),
                "unit",
                at("2023-07-22T11:00"),
                new TreeMap<>(Map.of("ACTIVATED_L2", 33L)));
        await().atMost(TIMEOUT).until(() -> !system.client
                .get("reporting-service", CampaignSystem.CAMPAIGN + "/units/an-hoa")
                .body()
                .contains("\"lockedPhases\":[\"1\"]"));
        Submission.Report visitors = new Submission.Report(
                at("2023-07-22T11:30"),
                "doan-thanh-nien",
                LocalDate.parse("2023-07-22"),
                "market",
                at("2023-07-22T11:30"),
                new TreeMap<>(Map.of(OUT_OF_AREA, 4L)));
        player.play(List.of(late, visitors));
        assertThat(refusal("an-son", "2023-07-15")).isEqualTo("PHASE_LOCKED");
        JsonNode newest = JSON.readTree(system.client
                        .get("quota-service", CampaignSystem.CAMPAIGN + "/history")
                        .body())
                .get(0);
        assertThat(newest.path("unit").asString()).isEqualTo("an-hoa");
        assertThat(newest.at("/after/reopened/1").asString()).isEqualTo("2023-07-23");
    }

    /** The code with which a report is refused. */
    String refusal(String unit, String date) {
        HttpResponse<String> answer = system.client.put(
                "reporting-service",
                CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + date,
                "{\"counts\":{\"ACTIVATED\":1}}");
        JsonNode problem = JSON.readTree(answer.body());
        // A sum is never reported, so that what is not refused for its date is refused all the same.
        assertThat(answer.statusCode()).isNotEqualTo(202);
        return problem.path("code").asString();
    }

    @Override
    public void close() {
        system.close();
        tap.close();
    }
}
