package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.StoreLoss;
import vn.campaign.dashboard.mongo.ReminderClaims;
import vn.campaign.testing.UnitPlanBuilder;

/** The reminder goes to a receiver over the wire, before the deadline of 20:00 (13:00 UTC). */
class ReminderWebhookIT extends RunningService {

    private static final List<Integer> ANSWERS = new CopyOnWriteArrayList<>();
    private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
    private static final HttpServer RECEIVER = receiver();

    @Autowired
    private ReminderClaims claims;

    @Autowired
    private MovableClock clock;

    @DynamicPropertySource
    static void receiverAddress(DynamicPropertyRegistry registry) {
        registry.add(
                "campaign.reminder.url",
                () -> "http://127.0.0.1:" + RECEIVER.getAddress().getPort() + "/");
        registry.add("campaign.reminder.every", () -> "200ms");
        registry.add("campaign.reminder.secret", () -> "0123456789abcdef01234567");
    }

    private static HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                RECEIVED.add(exchange.getRequestHeaders().getFirst("webhook-id") + " "
                        + exchange.getRequestHeaders()
                                .getFirst("webhook-signature")
                                .startsWith("v1,") + " "
                        + new JsonMapper().readTree(body).path("total").asInt());
                exchange.sendResponseHeaders(ANSWERS.remove(0), -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        RECEIVER.stop(0);
    }

    @Test
    void theListIsSentUntilItIsTakenAndThenNoMore() {
        ANSWERS.addAll(List.of(500, 204));
        clock.moveTo("2023-06-21T12:00:00Z");
        await().until(() -> received("2023-06-21").size() == 1);
        assertThat(claims.claim("thanh-an-2023-2023-06-21", clock.instant()))
                .as("it waits before it tries again")
                .isFalse();

        clock.moveTo("2023-06-21T12:01:00Z");
        await().until(() -> received("2023-06-21").size() == 2);
        assertThat(received("2023-06-21")).containsOnly("thanh-an-2023-2023-06-21 true 20");
        await().untilAsserted(() -> assertThat(mongo.getCollection("reminders")
                        .countDocuments(new Document("_id", "thanh-an-2023-2023-06-21").append("done", true)))
                .isEqualTo(1));
        assertThat(claims.claim("thanh-an-2023-2023-06-21", clock.instant().plusSeconds(600)))
                .isFalse();
    }

    /** What was due before may have been sent, and until all is counted again the list would be wrong. */
    @Test
    void afterALossOfTheStoreOnlyWhatFallsDueLaterIsSent() {
        ANSWERS.add(204);
        store.loss(new StoreLoss("topic-id", Instant.parse("2023-07-01T12:30:00Z"), Map.of(7, 10L)));
        clock.moveTo("2023-07-01T12:40:00Z");
        await().during(Duration.ofSeconds(1)).until(() -> received("2023-07-01").isEmpty());
        clock.moveTo("2023-07-02T12:00:00Z");
        await().during(Duration.ofSeconds(1)).until(() -> received("2023-07-02").isEmpty());

        store.position(7, 10, null);
        await().until(() -> received("2023-07-02").size() == 1);
        assertThat(received("2023-07-01")).isEmpty();
        mongo.remove(new Query(), CollectionNames.STORE_LOSSES);
    }

    @Test
    void anArchivedCampaignHasNoReminderAndOneThatCannotBeReadKeepsNoOthers() {
        ANSWERS.add(204);
        store.put(new UnitPlanBuilder("a-archived", "unit").build());
        store.put(header("a-archived").archived(Instant.parse("2023-07-04T00:00:00Z")));
        store.put(header("a-broken"));
        Document unit = new Document("_id", Keys.node("a-broken", "unit")).append("kind", "NEITHER");
        mongo.getCollection(CollectionNames.UNITS).insertOne(unit);
        clock.moveTo("2023-07-05T12:00:00Z");
        await().until(() -> received("2023-07-05").size() == 1);
        assertThat(RECEIVED).noneMatch(received -> received.startsWith("a-"));
        mongo.getCollection(CollectionNames.UNITS)
                .deleteMany(new Document(
                        "_id", new Document("$in", List.of(unit.get("_id"), Keys.node("a-archived", "unit")))));
        mongo.getCollection(CollectionNames.CAMPAIGNS)
                .deleteMany(new Document("_id", new Document("$in", List.of("a-archived", "a-broken"))));
    }

    private static CampaignHeader header(String campaign) {
        CampaignHeader real = ThanhAn.header();
        return new CampaignHeader(
                campaign,
                1,
                real.name(),
                real.timeZone(),
                real.phases(),
                real.indicators(),
                real.settings(),
                real.changedAt(),
                null);
    }

    private static List<String> received(String day) {
        return RECEIVED.stream()
                .filter(received -> received.startsWith("thanh-an-2023-" + day))
                .toList();
    }

    @Test
    void ofSeveralInstancesOneSendsAndAnotherTakesOverFromADeadOne() {
        Instant now = Instant.parse("2023-06-25T12:00:00Z");
        assertThat(claims.claim("other-2023-06-25", now)).isTrue();
        assertThat(claims.claim("other-2023-06-25", now.plusSeconds(29))).isFalse();
        assertThat(claims.claim("other-2023-06-25", now.plusSeconds(30))).isTrue();
        assertThat(claims.claim("other-2023-06-25", now.plusSeconds(89))).isFalse();
        assertThat(claims.claim("other-2023-06-25", now.plusSeconds(90))).isTrue();
        claims.done("other-2023-06-25");
        assertThat(claims.claim("other-2023-06-25", now.plusSeconds(9000))).isFalse();
    }
}
