package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.system.books.AttendanceBook;
import vn.campaign.system.books.CommendationBook;
import vn.campaign.system.books.Comparison;
import vn.campaign.system.books.FigureBook;
import vn.campaign.system.books.PlanBook;
import vn.campaign.system.books.StatementBook;
import vn.campaign.testing.CampaignSystem;

/** Compares what dashboard-service publishes with the simulator's books, at one moment of the campaign. */
final class PublishedFigures {

    private static final JsonMapper JSON = new JsonMapper();
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final LocalDate LAST = LocalDate.parse("2023-09-20");

    private final CampaignSystem system;
    private final PlanBook book;
    private final StatementBook said;
    private final Instant now;
    private final FigureBook figures;
    private final AttendanceBook attendance;
    private final CommendationBook commendation;
    private final Comparison comparison = new Comparison();

    PublishedFigures(CampaignSystem system, PlanBook book, StatementBook said, Instant now) {
        this.system = system;
        this.book = book;
        this.said = said;
        this.now = now;
        figures = new FigureBook(book, said);
        attendance = new AttendanceBook(book, said);
        commendation = new CommendationBook(book, said);
    }

    /** What was compared. */
    Comparison comparison() {
        return comparison;
    }

    PublishedFigures compareToday() {
        LocalDate today = LocalDate.ofInstant(now, PlayedCampaign.ZONE);
        progress("2", today);
        progress("1", today);
        JsonNode missing = get("/missing");
        comparison.of(
                "missing on " + today,
                today.isAfter(LAST) ? List.of() : attendance.open(today, now),
                missing.path("units")
                        .valueStream()
                        .map(unit -> unit.path("code").asString())
                        .toList());
        return this;
    }

    PublishedFigures compareProgressAsOfManyDays() {
        TreeSet<LocalDate> days = new TreeSet<>();
        FIRST.datesUntil(LAST, Period.ofDays(7)).forEach(days::add);
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
                progress(phase, day);
            }
        }
        return this;
    }

    private void progress(String phase, LocalDate asOf) {
        for (String root : book.roots()) {
            JsonNode view = get("/progress?node=%s&phase=%s&asOf=%s".formatted(root, phase, asOf));
            for (JsonNode node : nodes(view, "children")) {
                String code = node.path("code").asString();
                comparison.of(
                        "%s, phase %s, as of %s".formatted(code, phase, asOf),
                        figures.node(code, phase, asOf, now),
                        node);
            }
        }
    }

    PublishedFigures compareCompleteness() {
        for (String[] range : new String[][] {{"2023-06-20", "2023-09-20"}, {"2023-07-10", "2023-08-05"}}) {
            LocalDate from = LocalDate.parse(range[0]);
            LocalDate to = LocalDate.parse(range[1]);
            for (String root : book.roots()) {
                JsonNode view = get("/completeness?node=%s&from=%s&to=%s".formatted(root, from, to));
                for (JsonNode node : nodes(view, "children")) {
                    String code = node.path("code").asString();
                    String where = "completeness of %s from %s".formatted(code, from);
                    comparison.of(where, attendance.range(code, from, to, now), node);
                    comparison.of(where, attendance.streaks(code, from, to, now), node);
                    for (JsonNode day : node.path("days")) {
                        LocalDate date = LocalDate.parse(day.path("date").asString());
                        comparison.of(where + " on " + date, attendance.day(code, date, now), day);
                    }
                }
            }
        }
        for (LocalDate day : List.of(FIRST, LocalDate.parse("2023-08-01"), LAST)) {
            comparison.of(
                    "missing on " + day,
                    attendance.open(day, now),
                    get("/missing?date=" + day)
                            .path("units")
                            .valueStream()
                            .map(unit -> unit.path("code").asString())
                            .toList());
        }
        return this;
    }

    PublishedFigures compareRankings() {
        for (String phase : List.of("1", "2", "all")) {
            for (String day : List.of("2023-06-30", "2023-07-15", "2023-07-20", "2023-09-20", "2023-09-24")) {
                LocalDate asOf = LocalDate.parse(day);
                JsonNode ranking = get("/ranking?phase=%s&asOf=%s".formatted(phase, asOf));
                for (JsonNode dimension : ranking.path("dimensions")) {
                    String root = dimension.at("/root/code").asString();
                    String where = "ranking of %s, phase %s, as of %s".formatted(root, phase, asOf);
                    compareRows(where, commendation.ranking(root, phase, asOf, now), dimension.path("units"));
                    comparison.of(
                            where + ", review",
                            commendation.review(root, phase, asOf, now),
                            dimension
                                    .path("review")
                                    .valueStream()
                                    .map(unit -> unit.path("code").asString())
                                    .toList());
                }
            }
        }
        return this;
    }

    private void compareRows(String where, List<Map<String, Object>> rows, JsonNode answer) {
        comparison.of(
                where,
                Map.of("size", (long) rows.size()),
                JSON.createObjectNode().put("size", answer.size()));
        for (int row = 0; row < rows.size(); row++) {
            comparison.of(where + ", row " + row, rows.get(row), answer.path(row));
        }
    }

    PublishedFigures compareSummaries() {
        LocalDate asOf = LocalDate.parse("2023-09-24");
        compareParts(get("/phases/1/summary"), asOf);
        JsonNode all = get("/final-summary");
        assertThat(all.path("parts").size()).isEqualTo(3);
        compareParts(all, asOf);
        return this;
    }

    private void compareParts(JsonNode summary, LocalDate asOf) {
        for (JsonNode part : summary.path("parts")) {
            String phase = part.path("phase").asString();
            LocalDate from = LocalDate.parse(part.path("from").asString());
            LocalDate to = LocalDate.parse(part.path("to").asString());
            for (JsonNode dimension : part.path("dimensions")) {
                Map<String, Map<String, Object>> places = new LinkedHashMap<>();
                commendation
                        .ranking(dimension.at("/total/code").asString(), phase, asOf, now)
                        .forEach(row -> places.put((String) row.get("code"), row));
                for (JsonNode row : Stream.concat(
                                Stream.of(dimension.path("total")),
                                dimension.path("rows").valueStream())
                        .toList()) {
                    String code = row.path("code").asString();
                    String where = "summary of %s, phase %s".formatted(code, phase);
                    comparison.of(where, figures.node(code, phase, asOf, now), row);
                    comparison.of(where, attendance.range(code, from, to, now), row.path("reporting"));
                    if (places.containsKey(code)) {
                        comparison.of(where, places.get(code), row.path("commendation"));
                    }
                }
            }
        }
    }

    PublishedFigures compareDays() {
        for (String node : book.nodes()) {
            JsonNode days = get("/units/" + node + "/days").path("days");
            assertThat(days.size()).isEqualTo(93);
            for (JsonNode day : days) {
                LocalDate date = LocalDate.parse(day.path("date").asString());
                comparison.of(node + " on " + date, figures.day(node, date), day);
                if (!attendance.of(node, date, now).isEmpty()) {
                    comparison.of(node + " on " + date, attendance.of(node, date, now), day);
                }
            }
        }
        return this;
    }

    private static List<JsonNode> nodes(JsonNode view, String children) {
        return Stream.concat(Stream.of(view.path("node")), view.path(children).valueStream())
                .toList();
    }

    private JsonNode get(String path) {
        HttpResponse<String> response = system.client.get("dashboard-service", CampaignSystem.CAMPAIGN + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
