package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;
import vn.campaign.testing.UnitPlanBuilder;

/** The plan applied is the one in force now. */
class PlanChangesIT extends RunningService {

    @Test
    void aNewVersionIsInForceAtOnceAndUnitsThatFollowLaterAreFound() {
        assertThat(target(ThanhAn.HAMLET)).isEqualTo(509);

        store.put(withTarget(ThanhAn.units().get(1), 2, 600));
        store.put(ThanhAn.header(2));
        await().untilAsserted(() -> assertThat(target(ThanhAn.HAMLET)).isEqualTo(600));

        // a bulk import: its version is known before its units are
        store.put(withTarget(ThanhAn.units().get(2), 2, 700));
        await().untilAsserted(() -> assertThat(target("tra-thanh-lo-o")).isEqualTo(700));
    }

    @Test
    void aCampaignWhoseCodeLooksLikeAnObjectIdIsFound() {
        String code = "507f1f77bcf86cd799439011";
        Map<String, Object> header = ContractJson.toDocument(ThanhAn.header());
        header.put("campaign", code);
        store.put(ContractJson.fromDocument(header, CampaignHeader.class));
        http.get()
                .uri("/api/v1/campaigns/" + code + "/progress")
                .exchange()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("NODE_UNKNOWN");
    }

    private long target(String node) {
        byte[] body = http.get()
                .uri(API + "/progress?node=" + node)
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        JsonNode view = ContractJson.mapper().readTree(body);
        return view.at("/node/indicators/ACTIVATED/target").asLong();
    }

    private static UnitPlan withTarget(UnitPlan old, long version, long value) {
        Target target = new Target("ACTIVATED", "1", value, null, Target.Counting.CUMULATIVE, null, null);
        return new UnitPlanBuilder(old)
                .version(version)
                .targets(List.of(target))
                .build();
    }
}
