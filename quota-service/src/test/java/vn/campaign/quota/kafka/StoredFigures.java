package vn.campaign.quota.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.testing.UnitPlanBuilder;

/** A campaign of its own in the store: a commune of five hamlets, and what its figures must be. */
public final class StoredFigures {

    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final Name NAME = new Name("x", null);

    private final MongoTemplate mongo;
    private final String campaign;

    public StoredFigures(MongoTemplate mongo, String campaign) {
        this.mongo = mongo;
        this.campaign = campaign;
    }

    public void plan() {
        CampaignHeader header = new CampaignHeader(
                campaign,
                1,
                NAME,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(new Phase("1", NAME, FIRST, FIRST.plusDays(25), 25, null, null)),
                List.of(new Indicator("A", NAME, null)),
                null,
                Instant.parse("2023-06-01T00:00:00Z"),
                null);
        mongo.getCollection(CollectionNames.CAMPAIGNS).insertOne(document(campaign, header));
        unit("commune", null);
        for (int hamlet = 0; hamlet < 5; hamlet++) {
            unit("hamlet-" + hamlet, "commune");
        }
    }

    private void unit(String code, String parent) {
        UnitPlan unit = new UnitPlanBuilder(campaign, code).parent(parent).build();
        mongo.getCollection(CollectionNames.UNITS).insertOne(document(unit.key(), unit));
    }

    private static Document document(String id, Object value) {
        return new Document(ContractJson.toDocument(value)).append("_id", id);
    }

    /** Reports of which many replace one another. */
    public List<ActivationEvent> events(Random random, int count) {
        return events(random, count, 1);
    }

    /** As above, checked against a version of the plan. */
    List<ActivationEvent> events(Random random, int count, long planVersion) {
        List<ActivationEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant observed = Instant.parse("2023-06-20T10:00:00Z").plusMillis(random.nextInt(1_000_000));
            events.add(ActivationReported.of(
                    campaign,
                    "hamlet-" + random.nextInt(5),
                    FIRST.plusDays(random.nextInt(10)),
                    "unit",
                    Map.of("A", (long) random.nextInt(100)),
                    null,
                    observed,
                    observed.plusSeconds(1),
                    planVersion,
                    "hamlets"));
        }
        return events;
    }

    public void awaitEqualTo(List<ActivationEvent> events) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            assertThat(stored("commune")).isEqualTo(expected(events, null));
            for (int hamlet = 0; hamlet < 5; hamlet++) {
                String code = "hamlet-" + hamlet;
                assertThat(stored(code)).isEqualTo(expected(events, code));
            }
        });
    }

    Map<LocalDate, Long> stored(String node) {
        Document found = mongo.getCollection(CollectionNames.PROGRESS)
                .find(new Document("_id", Keys.node(campaign, node)))
                .first();
        Map<LocalDate, Long> days = new TreeMap<>();
        if (found != null) {
            ContractJson.fromDocument(found, NodeProgress.class)
                    .days()
                    .forEach((date, day) -> days.put(date, day.counts().getOrDefault("A", 0L)));
        }
        return days;
    }

    static Map<LocalDate, Long> expected(List<ActivationEvent> events, String unit) {
        Map<String, ActivationEvent> standing = new HashMap<>();
        for (ActivationEvent event : events) {
            if (unit == null || event.unit().equals(unit)) {
                standing.merge(event.unit() + event.day(), event, StoredFigures::newer);
            }
        }
        Map<LocalDate, Long> days = new TreeMap<>();
        standing.values()
                .forEach(event -> days.merge(
                        event.day(), ((ActivationReported) event).counts().get("A"), Long::sum));
        return days;
    }

    private static ActivationEvent newer(ActivationEvent one, ActivationEvent other) {
        int order = one.observedAt().compareTo(other.observedAt());
        return order > 0 || (order == 0 && one.eventId().compareTo(other.eventId()) > 0) ? one : other;
    }
}
