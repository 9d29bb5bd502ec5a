package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.localstack.clock.ClockHand;
import vn.campaign.localstack.simulation.Act;
import vn.campaign.localstack.simulation.Player;
import vn.campaign.localstack.simulation.Script;
import vn.campaign.system.books.AttendanceBook;
import vn.campaign.system.books.CommendationBook;
import vn.campaign.system.books.Comparison;
import vn.campaign.system.books.FigureBook;
import vn.campaign.system.books.PlanBook;
import vn.campaign.system.books.StatementBook;
import vn.campaign.testing.CampaignSystem;

/**
 * All 92 days of the real plan, played through the API on a driven clock, with late and offline deliveries, corrections,
 * repetitions, withdrawals, a plan that changes and a phase that is locked; then every published figure is compared with
 * the simulator's own books.
 */
class WholeCampaignIT {

    private static final System.Logger LOG = System.getLogger(WholeCampaignIT.class.getName());

    /** Another one with {@code -Dcampaign.seed}. */
    private static final long SEED = Long.getLong("campaign.seed", 90);

    private static final String OUT_OF_AREA = "OUT_OF_AREA";
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final LocalDate LAST = LocalDate.parse("2023-09-20");

    private final CampaignSystem system = new CampaignSystem("whole-campaign", true);
    private final StatementBook said = new StatementBook();
    private final TreeMap<Instant, List<Act>> script = new TreeMap<>();
    private ObjectNode plan;
    private PlanBook book;
    private ClockHand clock;
    private Player player;

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void everyPublishedFigureIsTheOneInTheSimulatorsBooks() throws IOException {
        LOG.log(System.Logger.Level.INFO, "Seed {0,number,#}", SEED);
        plan = (ObjectNode) JSON.readTree(Files.readString(CampaignSystem.plan()));
        book = new PlanBook(plan);
        clock = new ClockHand(system.clock(), at("2023-06-20T00:00"));
        system.start();
        player = new Player(
                system.uri("reporting-service", CampaignSystem.CAMPAIGN),
                clock,
                Duration.ZERO,
                said::add,
                system.tokens);
        schedule(Script.of(plan, SEED));

        playUntil("2023-06-28T18:30");
        awaitAgreement(this::compareToday);
        playUntil("2023-06-28T20:10");
        awaitAgreement(this::compareToday);

        playUntil("2023-07-22T10:00");
        changeThePlan();
        awaitAgreement(this::compareToday);
        reopenThePhaseForOneUnit();

        playUntil("2023-08-02T12:00");
        assertThat(refusal("xa-co", "2023-08-02")).isEqualTo("UNIT_RETIRED");
        playUntil("2023-09-24T12:00");
        awaitAgreement(this::compareToday);
        Comparison everything = new Comparison();
        compareProgressAsOfManyDays(everything);
        compareCompleteness(everything);
        compareRankings(everything);
        compareSummaries(everything);
        compareDays(everything);
        LOG.log(System.Logger.Level.INFO, "{0} values compared", everything.compared());
        assertThat(everything.compared()).isGreaterThan(100_000);
        assertThat(everything.differences()).isEmpty();
    }

    private void schedule(List<Act> acts) {
        acts.forEach(act ->
                script.computeIfAbsent(act.at(), any -> new ArrayList<>()).add(act));
    }

    private void playUntil(String time) {
        var due = script.headMap(at(time));
        player.play(due.values().stream().flatMap(List::stream).toList());
        due.clear();
        clock.forwardTo(at(time));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** A target is raised, a unit retires, another one joins, phase 1 is locked, and citizens from elsewhere are counted. */
    private void changeThePlan() {
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
        assertThat(system.put("quota-service", CampaignSystem.CAMPAIGN, plan.toString())
                        .statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> system.get("reporting-service", CampaignSystem.CAMPAIGN + "/units/ap-moi")
                                .statusCode()
                        == 200);
        await().atMost(PATIENCE).until(() -> refusal("an-hoa", "2023-07-15").equals("PHASE_LOCKED"));

        book = new PlanBook(plan);
        script.values()
                .forEach(acts -> acts.removeIf(act -> act.unit().equals("xa-co")
                        && !(act instanceof Act.Verification)
                        && !act.date().isBefore(LocalDate.parse("2023-08-01"))));
        script.values().removeIf(List::isEmpty);
        schedule(Script.of(plan, SEED).stream()
                .filter(act -> act.unit().equals("ap-moi"))
                .filter(act -> !act.date().isBefore(LocalDate.parse("2023-07-25")))
                .toList());
    }

    private void reopenThePhaseForOneUnit() {
        String reopened = CampaignSystem.CAMPAIGN + "/units/an-hoa/reopened/1";
        assertThat(system.put("quota-service", reopened, "{\"until\":\"2023-07-23\"}")
                        .statusCode())
                .isEqualTo(200);
        Act.Report late = new Act.Report(
                at("2023-07-22T11:00"),
                "an-hoa",
                LocalDate.parse("2023-07-15"),
                "unit",
                at("2023-07-22T11:00"),
                new TreeMap<>(Map.of("ACTIVATED_L2", 33L)));
        await().atMost(PATIENCE).until(() -> !system.get("reporting-service", CampaignSystem.CAMPAIGN + "/units/an-hoa")
                .body()
                .contains("\"lockedPhases\":[\"1\"]"));
        Act.Report visitors = new Act.Report(
                at("2023-07-22T11:30"),
                "doan-thanh-nien",
                LocalDate.parse("2023-07-22"),
                "market",
                at("2023-07-22T11:30"),
                new TreeMap<>(Map.of(OUT_OF_AREA, 4L)));
        player.play(List.of(late, visitors));
        assertThat(refusal("an-son", "2023-07-15")).isEqualTo("PHASE_LOCKED");
        JsonNode newest = get("quota-service", "/history").get(0);
        assertThat(newest.path("unit").asString()).isEqualTo("an-hoa");
        assertThat(newest.at("/after/reopened/1").asString()).isEqualTo("2023-07-23");
    }

    /** The code with which a report is refused. */
    private String refusal(String unit, String date) {
        HttpResponse<String> answer = system.put(
                "reporting-service",
                CampaignSystem.CAMPAIGN + "/units/" + unit + "/reports/" + date,
                "{\"counts\":{\"ACTIVATED\":1}}");
        JsonNode problem = JSON.readTree(answer.body());
        // A sum is never reported, so that what is not refused for its date is refused all the same.
        assertThat(answer.statusCode()).isNotEqualTo(202);
        return problem.path("code").asString();
    }

    private interface Check {
        void into(Comparison comparison);
    }

    /** Once everything is counted, the answers agree with the books. */
    private void awaitAgreement(Check check) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Comparison comparison = new Comparison();
            check.into(comparison);
            assertThat(comparison.differences()).isEmpty();
        });
    }

    private void compareToday(Comparison comparison) {
        LocalDate today = LocalDate.ofInstant(clock.now(), ZONE);
        progress(comparison, "2", today);
        progress(comparison, "1", today);
        JsonNode missing = get("dashboard-service", "/missing");
        comparison.of(
                "missing on " + today,
                today.isAfter(LAST) ? List.of() : new AttendanceBook(book, said).open(today, clock.now()),
                missing.path("units")
                        .valueStream()
                        .map(unit -> unit.path("code").asString())
                        .toList());
    }

    private void compareProgressAsOfManyDays(Comparison comparison) {
        TreeSet<LocalDate> days = new TreeSet<>();
        FIRST.datesUntil(LAST, java.time.Period.ofDays(7)).forEach(days::add);
        Stream.of(
                        "2023-06-19",
                        "2023-06-21",
                        "2023-07-14",
                        "2023-07-15",
                        "2023-07-16",
                        "2023-07-31",
                        "2023-08-01",
                        "2023-09-19",
                        "2023-09-20",
                        "2023-09-21",
                        "2023-09-24")
                .map(LocalDate::parse)
                .forEach(days::add);
        for (LocalDate day : days) {
            for (String phase : List.of("1", "2", "all")) {
                progress(comparison, phase, day);
            }
        }
    }

    private void progress(Comparison comparison, String phase, LocalDate asOf) {
        FigureBook figures = new FigureBook(book, said);
        for (String root : book.roots()) {
            JsonNode view = get("dashboard-service", "/progress?node=%s&phase=%s&asOf=%s".formatted(root, phase, asOf));
            for (JsonNode node : nodes(view, "children")) {
                String code = node.path("code").asString();
                comparison.of(
                        "%s, phase %s, as of %s".formatted(code, phase, asOf),
                        figures.node(code, phase, asOf, clock.now()),
                        node);
            }
        }
    }

    private static List<JsonNode> nodes(JsonNode view, String children) {
        return Stream.concat(Stream.of(view.path("node")), view.path(children).valueStream())
                .toList();
    }

    private void compareCompleteness(Comparison comparison) {
        AttendanceBook attendance = new AttendanceBook(book, said);
        for (String[] range : new String[][] {{"2023-06-20", "2023-09-20"}, {"2023-07-10", "2023-08-05"}}) {
            LocalDate from = LocalDate.parse(range[0]);
            LocalDate to = LocalDate.parse(range[1]);
            for (String root : book.roots()) {
                JsonNode view =
                        get("dashboard-service", "/completeness?node=%s&from=%s&to=%s".formatted(root, from, to));
                for (JsonNode node : nodes(view, "children")) {
                    String code = node.path("code").asString();
                    String where = "completeness of %s from %s".formatted(code, from);
                    comparison.of(where, attendance.range(code, from, to, clock.now()), node);
                    comparison.of(where, attendance.streaks(code, from, to, clock.now()), node);
                    for (JsonNode day : node.path("days")) {
                        LocalDate date = LocalDate.parse(day.path("date").asString());
                        comparison.of(where + " on " + date, attendance.day(code, date, clock.now()), day);
                    }
                }
            }
        }
        for (LocalDate day : List.of(FIRST, LocalDate.parse("2023-08-01"), LAST)) {
            comparison.of(
                    "missing on " + day,
                    attendance.open(day, clock.now()),
                    get("dashboard-service", "/missing?date=" + day)
                            .path("units")
                            .valueStream()
                            .map(unit -> unit.path("code").asString())
                            .toList());
        }
    }

    private void compareRankings(Comparison comparison) {
        CommendationBook commendation = new CommendationBook(book, said);
        for (String phase : List.of("1", "2", "all")) {
            for (String day : List.of("2023-06-30", "2023-07-15", "2023-07-20", "2023-09-20", "2023-09-24")) {
                LocalDate asOf = LocalDate.parse(day);
                JsonNode ranking = get("dashboard-service", "/ranking?phase=%s&asOf=%s".formatted(phase, asOf));
                for (JsonNode dimension : ranking.path("dimensions")) {
                    String root = dimension.at("/root/code").asString();
                    String where = "ranking of %s, phase %s, as of %s".formatted(root, phase, asOf);
                    compareRows(
                            comparison,
                            where,
                            commendation.ranking(root, phase, asOf, clock.now()),
                            dimension.path("units"));
                    comparison.of(
                            where + ", review",
                            commendation.review(root, phase, asOf, clock.now()),
                            dimension
                                    .path("review")
                                    .valueStream()
                                    .map(unit -> unit.path("code").asString())
                                    .toList());
                }
            }
        }
    }

    private static void compareRows(
            Comparison comparison, String where, List<Map<String, Object>> rows, JsonNode answer) {
        comparison.of(
                where,
                Map.of("size", (long) rows.size()),
                JSON.createObjectNode().put("size", answer.size()));
        for (int row = 0; row < rows.size(); row++) {
            comparison.of(where + ", row " + row, rows.get(row), answer.path(row));
        }
    }

    private void compareSummaries(Comparison comparison) {
        LocalDate asOf = LocalDate.parse("2023-09-24");
        compareParts(comparison, get("dashboard-service", "/phases/1/summary"), asOf);
        JsonNode all = get("dashboard-service", "/final-summary");
        assertThat(all.path("parts").size()).isEqualTo(3);
        compareParts(comparison, all, asOf);
    }

    private void compareParts(Comparison comparison, JsonNode summary, LocalDate asOf) {
        FigureBook figures = new FigureBook(book, said);
        CommendationBook commendation = new CommendationBook(book, said);
        for (JsonNode part : summary.path("parts")) {
            String phase = part.path("phase").asString();
            LocalDate from = LocalDate.parse(part.path("from").asString());
            LocalDate to = LocalDate.parse(part.path("to").asString());
            for (JsonNode dimension : part.path("dimensions")) {
                Map<String, Map<String, Object>> places = new LinkedHashMap<>();
                commendation
                        .ranking(dimension.at("/total/code").asString(), phase, asOf, clock.now())
                        .forEach(row -> places.put((String) row.get("code"), row));
                for (JsonNode row : Stream.concat(
                                Stream.of(dimension.path("total")),
                                dimension.path("rows").valueStream())
                        .toList()) {
                    String code = row.path("code").asString();
                    String where = "summary of %s, phase %s".formatted(code, phase);
                    comparison.of(where, figures.node(code, phase, asOf, clock.now()), row);
                    comparison.of(
                            where,
                            new AttendanceBook(book, said).range(code, from, to, clock.now()),
                            row.path("reporting"));
                    if (places.containsKey(code)) {
                        comparison.of(where, places.get(code), row.path("commendation"));
                    }
                }
            }
        }
    }

    private void compareDays(Comparison comparison) {
        FigureBook figures = new FigureBook(book, said);
        AttendanceBook attendance = new AttendanceBook(book, said);
        for (String node : book.nodes()) {
            JsonNode days = get("dashboard-service", "/units/" + node + "/days").path("days");
            assertThat(days.size()).isEqualTo(93);
            for (JsonNode day : days) {
                LocalDate date = LocalDate.parse(day.path("date").asString());
                comparison.of(node + " on " + date, figures.day(node, date), day);
                if (!attendance.of(node, date, clock.now()).isEmpty()) {
                    comparison.of(node + " on " + date, attendance.of(node, date, clock.now()), day);
                }
            }
        }
    }

    private JsonNode get(String service, String path) {
        HttpResponse<String> response = system.get(service, CampaignSystem.CAMPAIGN + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
