package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.quota.QuotaIT;

@QuotaIT
class PlanApiIT extends PlanRequests {

    @Autowired
    MongoTemplate mongo;

    @Test
    void theRealPlanIsTakenWithItsFindingsAndComesBackAsItWasSent() throws Exception {
        HttpResponse<String> created = put("/real", plan(), null);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(json(created).get("findings").size()).isEqualTo(13);

        HttpResponse<String> got = get("/real");
        JsonNode sent = ContractJson.mapper().readTree(plan());
        assertThat(json(got).get("units").size()).isEqualTo(sent.get("units").size());
        assertThat(json(got).get("units").get(1).get("targets").size())
                .isEqualTo(sent.get("units").get(1).get("targets").size());
        assertThat(json(got).get("findings")).isEqualTo(json(created).get("findings"));

        HttpResponse<String> again = put("/real", got.body(), "\"1\"");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("version").asLong()).as("nothing changed").isEqualTo(1);
    }

    @Test
    void whatIsPublishedIsWhatTheStoreHolds() throws Exception {
        put("/published", plan(), null);
        Map<String, JsonNode> units = published(Topics.UNITS, "published/");
        assertThat(units).hasSize(22);
        units.forEach((key, unit) -> {
            Document stored = mongo.getCollection(CollectionNames.UNITS)
                    .find(new Document("_id", key))
                    .first();
            stored.remove("_id");
            assertThat((JsonNode) ContractJson.mapper().valueToTree(stored)).isEqualTo(unit);
        });
        assertThat(published(Topics.PLANS, "published")
                        .get("published")
                        .get("version")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void ofTwoPlannersWhoKnowTheSameVersionOneWins() throws Exception {
        put("/race", plan(), null);
        List<Integer> codes = IntStream.range(0, 4)
                .parallel()
                .mapToObj(planner ->
                        put("/race", withName("planner " + planner), "\"1\"").statusCode())
                .sorted()
                .toList();
        assertThat(codes).containsExactly(200, 412, 412, 412);
        JsonNode late = json(put("/race", withName("late"), "\"1\""));
        assertThat(late.get("code").asString()).isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void theHistorySaysWhatChangedFromWhatToWhat() throws Exception {
        put("/history", plan(), null);
        ObjectNode changed = (ObjectNode) ContractJson.mapper().readTree(plan());
        ((ObjectNode) changed.get("units").get(1)).put("teams", 3);
        put("/history", changed.toString(), null);

        JsonNode newest = json(get("/history/history")).get(0);
        assertThat(newest.get("version").asLong()).isEqualTo(2);
        assertThat(newest.get("unit").asString()).isEqualTo("thuan-an");
        assertThat(newest.get("before").toString()).isEqualTo("{\"teams\":1}");
        assertThat(newest.get("after").toString()).isEqualTo("{\"teams\":3}");
    }

    @Test
    void everyUnitOfAnImportIsFoundPageByPage() throws Exception {
        put("/pages", plan(), null);
        put("/pages", withName("later"), null);
        JsonNode all = json(get("/pages/history?limit=1000"));
        assertThat(all)
                .extracting(change -> change.get("version").asLong() + "-"
                        + change.get("sequence").asInt())
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("2-0", "2-1"),
                                IntStream.rangeClosed(0, 22).mapToObj(sequence -> "1-" + sequence))
                        .toList());
        List<JsonNode> paged = new ArrayList<>();
        String before = "";
        JsonNode page;
        do {
            page = json(get("/pages/history?limit=5" + before));
            page.forEach(paged::add);
            JsonNode last = paged.get(paged.size() - 1);
            before = "&before=" + last.get("version").asLong() + "-"
                    + last.get("sequence").asInt();
        } while (page.size() == 5);

        assertThat(paged).containsExactlyElementsOf(all);
        assertThat(json(get("/pages/history?before=2")).size()).isEqualTo(23);
        assertThat(get("/pages/history?before=two").statusCode()).isEqualTo(400);
    }

    @Test
    void aPlanWithoutUnitsLeavesThemAsTheyAreAndAnEmptyListRetiresThem() throws Exception {
        put("/header", plan(), null);
        ObjectNode header = (ObjectNode) ContractJson.mapper().readTree(plan());
        header.withObject("/name").put("vi", "header alone");
        header.remove("units");
        JsonNode preview = json(put("/header?dryRun=true", header.toString(), null));
        assertThat(preview.get("changes").size()).isEqualTo(1);
        assertThat(preview.get("retired").asInt()).isZero();

        assertThat(put("/header", header.toString(), null).statusCode()).isEqualTo(200);
        JsonNode after = json(get("/header"));
        assertThat(after.at("/name/vi").asString()).isEqualTo("header alone");
        assertThat(after.get("units").valueStream()).hasSize(22).noneMatch(unit -> unit.has("retiredFrom"));

        ObjectNode without = header.deepCopy();
        without.withArray("indicators").remove(0);
        assertThat(json(put("/header", without.toString(), null)).get("code").asString())
                .as("the units still count it")
                .isEqualTo("PLAN_INVALID");

        header.putArray("units");
        put("/header", header.toString(), null);
        assertThat(json(get("/header")).get("units").valueStream())
                .hasSize(22)
                .allMatch(unit -> unit.has("retiredFrom"));
        header.remove("units");
        assertThat(put("/header-new", header.toString(), null).statusCode()).isEqualTo(201);
    }

    @Test
    void aPlannerNeitherSetsNorSeesFormerParents() throws Exception {
        put("/former", plan(), null);
        ObjectNode moved = (ObjectNode) ContractJson.mapper().readTree(plan());
        ((ObjectNode) moved.get("units").get(1)).remove("parent");
        ((ObjectNode) moved.get("units").get(1)).putArray("formerParents").add("nowhere");
        assertThat(put("/former", moved.toString(), null).statusCode()).isEqualTo(200);
        assertThat(put("/former", plan(), null).statusCode()).isEqualTo(200);

        assertThat(published(Topics.UNITS, "former/thuan-an")
                        .get("former/thuan-an")
                        .get("formerParents")
                        .toString())
                .isEqualTo("[\"thanh-an\"]");
        assertThat(get("/former").body()).doesNotContain("formerParents");
        assertThat(get("/former/history").body()).doesNotContain("formerParents");
    }

    @Test
    void aUnitThatThePlanNoLongerNamesIsRetiredAndKept() throws Exception {
        put("/retired", plan(), null);
        ObjectNode shorter = (ObjectNode) ContractJson.mapper().readTree(plan());
        ((tools.jackson.databind.node.ArrayNode) shorter.get("units")).remove(11);
        put("/retired", shorter.toString(), null);

        JsonNode units = json(get("/retired")).get("units");
        assertThat(units.size()).isEqualTo(22);
        assertThat(units.valueStream().filter(unit -> unit.has("retiredFrom")).map(unit -> unit.get("code")
                        .asString()))
                .containsExactly("xa-co");
    }

    @Test
    void aPhaseIsReopenedForOneUnitWhichTheHistoryKeepsAndNoPlanUndoes() throws Exception {
        put("/locks", plan(), null);
        String path = "/locks/units/an-hoa/reopened/1";
        JsonNode reopened = json(put(path, "{\"until\":\"2023-07-25\"}", "\"1\""));
        assertThat(reopened.toString()).isEqualTo("{\"campaign\":\"locks\",\"version\":2}");
        assertThat(published(Topics.UNITS, "locks/an-hoa")
                        .get("locks/an-hoa")
                        .get("reopened")
                        .toString())
                .isEqualTo("{\"1\":\"2023-07-25\"}");
        JsonNode newest = json(get("/locks/history")).get(0);
        assertThat(newest.get("unit").asString()).isEqualTo("an-hoa");
        assertThat(newest.get("after").toString()).isEqualTo("{\"reopened\":{\"1\":\"2023-07-25\"}}");

        assertThat(json(put("/locks", plan(), null)).get("version").asLong())
                .as("a plan says nothing of it")
                .isEqualTo(2);
        assertThat(json(put(path, "{\"until\":\"2023-07-25\"}", null))
                        .get("version")
                        .asLong())
                .as("twice the same is one change")
                .isEqualTo(2);
        assertThat(put(path, "{\"until\":\"2023-07-26\"}", "\"1\"").statusCode())
                .isEqualTo(412);
        assertThat(put(path, "{}", null).statusCode()).isEqualTo(400);
        assertThat(json(put("/locks/units/nobody/reopened/1", "{\"until\":\"2023-07-26\"}", null))
                        .get("code")
                        .asString())
                .isEqualTo("UNIT_UNKNOWN");
        assertThat(json(put("/locks/units/an-hoa/reopened/9", "{\"until\":\"2023-07-26\"}", null))
                        .get("code")
                        .asString())
                .isEqualTo("PHASE_UNKNOWN");

        assertThat(json(send("DELETE", path, "", null, null)).get("version").asLong())
                .isEqualTo(3);
        assertThat(json(get("/locks/history")).get(0).get("after").toString()).isEqualTo("{\"reopened\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "kind": "TERRITORY"      | "kind": "REGION"            | 400 | MALFORMED     | units[0].kind
                    "code": "thuan-an"       | "code": "Thuận An"          | 422 | PLAN_INVALID  | units[1].code
                    "parent": "thanh-an"     | "parent": "nowhere"         | 422 | PLAN_INVALID  | units[1].parent
                    "teams": 11              | "teams": -1                 | 422 | PLAN_INVALID  | units[0].teams
                    "teams": 11              | "teams": 1.5                | 400 | MALFORMED     | units[0].teams
                    "teams": 11              | "squads": 11                | 400 | UNKNOWN_FIELD | units[0].squads
                    "teams": 11              | "teams": 11, "teams": 12   | 400 | DUPLICATE_KEY |
                    "to": "2023-07-15"       | "to": "2023-06-01"          | 422 | PLAN_INVALID  | phases[0].to
                    "to": "2023-07-15"       | "to": "2023-08-01"          | 422 | PLAN_INVALID  | phases[1].from
                    "to": "2023-07-15"       | "to": "15/7/2023"           | 400 | MALFORMED     | phases[0].to
                    "to": "2023-07-15"       | "to": "+99999-07-15"        | 422 | PLAN_INVALID  | phases[0].to
                    "plannedDays": 25        | "plannedDays": 4000         | 422 | PLAN_INVALID  | phases[0].plannedDays
                    "eligible": 9738         | "eligible": 10000000001     | 422 | PLAN_INVALID  | units[0].eligible
                    "shareOfMembers": 1      | "shareOfMembers": 101       | 422 | PLAN_INVALID  | units[12].targets[2].shareOfMembers
                    "shareOfMembers": 1      | "shareOfMembers": 1e999999  | 422 | PLAN_INVALID  | units[12].targets[2].shareOfMembers
                    "teams": 11              | "teams": {}                 | 400 | MALFORMED     | units[0].teams
                    "timeZone"               | "zone"                      | 400 | UNKNOWN_FIELD | zone
                    Asia/Ho_Chi_Minh         | Asia/Saigon City            | 400 | MALFORMED     | timeZone
                    "indicator": "ACTIVATED" | "indicator": "NONE"         | 422 | PLAN_INVALID  | units[0].targets[0].indicator
                    "ACTIVATED_L1", "ACT     | "ACTIVATED", "ACT           | 422 | PLAN_INVALID  | indicators[0].sumOf
                    """)
    void whatCannotBeAPlanIsRefusedWithTheFieldAtFault(
            String text, String replacement, int status, String code, String field) throws Exception {
        String broken = plan().replaceFirst(java.util.regex.Pattern.quote(text), replacement);
        HttpResponse<String> refused = put("/refused", broken, null);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).get("code").asString()).isEqualTo(code);
        if (field != null) {
            assertThat(json(refused).get("field").asString()).isEqualTo(field);
        }
        assertThat(get("/refused").statusCode()).isEqualTo(404);
    }

    private static String withName(String name) {
        try {
            return plan().replace("Thanh An commune", name);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
