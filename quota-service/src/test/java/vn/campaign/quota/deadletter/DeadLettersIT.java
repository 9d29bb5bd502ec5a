package vn.campaign.quota.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.EventRecords;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.kafka.StoredFigures;
import vn.campaign.testing.TestIssuer;

@QuotaIT
class DeadLettersIT {

    private static final String LETTERS = "/dead-letters";

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ProducerFactory<String, byte[]> producers;

    @Autowired
    MongoTemplate mongo;

    private Api operator;

    @BeforeEach
    void operator() {
        operator = new Api(port, QuotaIT.OPERATOR);
    }

    @Test
    void poisonIsListedShownPutBackAndPutAsideAgain() {
        Headers headers = new RecordHeaders()
                .add("ce_type", "Future\nType".getBytes(UTF_8))
                .add("raw", new byte[] {-1});
        kafka.send(new ProducerRecord<>(
                Topics.ACTIVATIONS, null, "letters/one", "{\"later\":1}".getBytes(UTF_8), headers));
        JsonNode listed = awaitLetters("letters/one", 1).get(0);
        assertThat(listed.get("reason").asString()).isEqualTo("the ce_type header is Future?Type");
        assertThat(listed.get("topic").asString()).isEqualTo(Topics.ACTIVATIONS);
        assertThat(listed.get("bytes").asInt()).isEqualTo(11);
        assertThat(listed.has("redriven")).isFalse();

        JsonNode shown = operator.get(LETTERS + "/" + listed.get("id").asString());
        assertThat(shown.get("letter")).isEqualTo(listed);
        assertThat(shown.at("/key/text").asString()).isEqualTo("letters/one");
        assertThat(shown.at("/value/text").asString()).isEqualTo("{\"later\":1}");
        assertThat(shown.get("headers").toString())
                .isEqualTo("[{\"name\":\"ce_type\",\"value\":{\"text\":\"Future\\nType\",\"bytes\":11,\"cut\":false}},"
                        + "{\"name\":\"raw\",\"value\":{\"base64\":\"/w==\",\"bytes\":1,\"cut\":false}}]");

        JsonNode back = redrive(listed.get("id").asString()).get("redriven").get(0);
        List<JsonNode> both = awaitLetters("letters/one", 2);
        assertThat(both.get(0).get("offset").asLong())
                .isEqualTo(back.get("offset").asLong());
        assertThat(both.get(1).at("/redriven/by").asString()).isEqualTo("operator");
        assertThat(both.get(1).at("/redriven/offset").asLong())
                .isEqualTo(back.get("offset").asLong());
        assertThat(Instant.parse(both.get(1).at("/redriven/at").asString())).isBefore(Instant.now());

        JsonNode again = operator.get(LETTERS + "/" + both.get(0).get("id").asString());
        assertThat(again.get("headers")).isEqualTo(shown.get("headers"));
    }

    @Test
    void whatCanBeReadByNowIsCountedHoweverOftenItIsPutBack() {
        StoredFigures figures = new StoredFigures(mongo, "readable-by-now");
        figures.plan();
        List<ActivationEvent> events = figures.events(new Random(7), 3);
        // As an older version of the service left them.
        for (ActivationEvent event : events) {
            ProducerRecord<String, byte[]> written = EventRecords.write(event);
            Headers headers = new RecordHeaders(written.headers().toArray())
                    .add(KafkaHeaders.DLT_ORIGINAL_TOPIC, Topics.ACTIVATIONS.getBytes(UTF_8))
                    .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, "0".getBytes(UTF_8))
                    .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, "1000000".getBytes(UTF_8))
                    .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, "a format of the future".getBytes(UTF_8));
            kafka.send(new ProducerRecord<>(Topics.DEAD_LETTERS, null, written.key(), written.value(), headers));
        }
        List<JsonNode> letters = awaitLetters("readable-by-now/", 3);
        String[] ids =
                letters.stream().map(letter -> letter.get("id").asString()).toArray(String[]::new);

        assertThat(redrive(ids).get("redriven").size()).isEqualTo(3);
        figures.awaitEqualTo(events);
        assertThat(redrive(ids).get("redriven").size()).isEqualTo(3);
        figures.awaitEqualTo(events);
    }

    @Test
    void manyAreListedPageByPageEachOnceNewestFirst() {
        for (int i = 0; i < 40; i++) {
            kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, "pages/" + i, new byte[] {-1}));
        }
        awaitLetters("pages/", 40);
        List<JsonNode> all = new ArrayList<>();
        String before = "";
        while (before != null) {
            JsonNode page = operator.get(LETTERS + "?limit=7" + before);
            assertThat(page.get("letters").size()).isBetween(1, 7);
            page.get("letters").forEach(all::add);
            before = page.has("next") ? "&before=" + page.get("next").asString() : null;
            if (all.size() == 7) {
                kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, "later/" + all.size(), new byte[] {-1}));
                awaitLetters("later/", 1);
            }
        }
        assertThat(all).extracting(letter -> letter.get("id").asString()).doesNotHaveDuplicates();
        assertThat(all.stream().filter(letter -> letter.get("key").asString("").startsWith("pages/")))
                .hasSize(40);
        assertThat(all).noneMatch(letter -> letter.get("key").asString("").startsWith("later/"));
        assertThat(all.subList(0, 14))
                .extracting(letter -> Instant.parse(letter.get("at").asString()))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aLetterAsLargeAsARecordCanBeStopsNothingAndIsShownInPart() {
        StoredFigures figures = new StoredFigures(mongo, "huge");
        figures.plan();
        List<ActivationEvent> events = figures.events(new Random(8), 20);
        KafkaTemplate<String, byte[]> large =
                new KafkaTemplate<>(producers, Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER));
        for (int hamlet = 0; hamlet < 5; hamlet++) {
            byte[] value = "ấ".repeat(349_450).getBytes(UTF_8);
            large.send(new ProducerRecord<>(Topics.ACTIVATIONS, "huge/hamlet-" + hamlet, value))
                    .join();
        }
        large.destroy();
        events.forEach(event -> kafka.send(EventRecords.write(event)));
        figures.awaitEqualTo(events);

        JsonNode letter = awaitLetters("huge/", 5).get(0);
        JsonNode value =
                operator.get(LETTERS + "/" + letter.get("id").asString()).get("value");
        assertThat(value.get("bytes").asInt()).isEqualTo(3 * 349_450);
        assertThat(value.get("cut").asBoolean()).isTrue();
        assertThat(value.get("text").asString()).isEqualTo("ấ".repeat(1 << 16));
    }

    @Test
    void aReasonThatCannotBeWrittenAsItIsStopsNothing() {
        Headers headers = new RecordHeaders().add("ce_type", "ActivationReported".getBytes(UTF_8));
        String half = "{\"counts\":{\"A\":\"\\ud800\"}}";
        kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, null, "half/1", half.getBytes(UTF_8), headers));
        headers = new RecordHeaders().add("ce_type", "x".repeat(100_000).getBytes(UTF_8));
        kafka.send(new ProducerRecord<>(Topics.ACTIVATIONS, null, "half/1", new byte[0], headers));
        List<JsonNode> letters = awaitLetters("half/1", 2);
        assertThat(letters.get(0).get("reason").asString()).hasSize(300);
        assertThat(letters.get(1).get("reason").asString()).contains("Long").contains("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-999999999", "99-0", "-1-0", "0", "0-0-0", "x", "99999999999-0"})
    void whatIsNotThereIsUnknown(String id) {
        assertThat(Api.said(operator.send("GET", LETTERS + "/" + id, ""))).isEqualTo("404 DEAD_LETTER_UNKNOWN");
        assertThat(redrive(id).get("unknown").get(0).asString()).isEqualTo(id);
    }

    @Test
    void aQueryThatCannotBeReadIsRefusedWhateverElseIsWrong() {
        assertThat(Api.said(operator.send("GET", LETTERS + "/0-999999999?%c0%80=", "")))
                .isEqualTo("400 MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ids\":[null]}", "{\"ids\":\"0-1\"}", "no json", ""})
    void whatNamesNoLettersIsRefused(String body) {
        assertThat(Api.said(operator.send("POST", LETTERS + "/redrive", body))).isEqualTo("400 MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "before=", "before=0-1.", "before=x"})
    void whatIsNoPageIsRefused(String query) {
        assertThat(Api.said(operator.send("GET", LETTERS + "?" + query, ""))).isEqualTo("400 MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner:*", "viewer:*", "reporter:*", "verifier:*", "operator:readable-by-now"})
    void theyAreForOperatorsOfEveryCampaign(String grant) {
        Api other = new Api(port, "Bearer " + TestIssuer.token("other", grant));
        assertThat(Api.said(other.send("GET", LETTERS, ""))).isEqualTo("403 FORBIDDEN");
        assertThat(Api.said(other.send("GET", LETTERS + "/0-0", ""))).isEqualTo("403 FORBIDDEN");
        assertThat(Api.said(other.send("POST", LETTERS + "/redrive", "{\"ids\":[\"0-0\"]}")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(Api.said(other.send("POST", LETTERS + "/redrive", "no JSON")))
                .isEqualTo("403 FORBIDDEN");
    }

    private JsonNode redrive(String... ids) {
        return Api.json(operator.send(
                "POST", LETTERS + "/redrive", ContractJson.mapper().writeValueAsString(Map.of("ids", List.of(ids)))));
    }

    /** The newest letters with keys that begin so, once there are as many. */
    private List<JsonNode> awaitLetters(String key, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> operator.get(LETTERS + "?limit=200")
                                .get("letters")
                                .valueStream()
                                .filter(letter ->
                                        letter.path("key").asString("").startsWith(key))
                                .toList(),
                        found -> found.size() == count);
    }
}
