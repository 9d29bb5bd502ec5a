package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.campaign.quota.Api.said;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.testing.TestIssuer;

@QuotaIT
class ArchiveIT {

    @LocalServerPort
    int port;

    private Api operator;
    private Api planner;

    @BeforeEach
    void callers() {
        operator = new Api(port, QuotaIT.OPERATOR);
        planner = new Api(port, QuotaIT.PLANNER);
    }

    @Test
    void anArchivedCampaignIsNotChangedUntilItIsPutBackInUse() throws IOException {
        String campaign = put("archived", plan());
        assertThat(said(operator.send("PUT", campaign + "/archived", ""))).isEqualTo("200");
        assertThat(planner.get(campaign).get("version").asLong()).isEqualTo(2);
        assertThat(planner.get(campaign).has("archivedAt")).isTrue();
        assertThat(said(operator.send("PUT", campaign + "/archived", ""))).isEqualTo("200");

        assertThat(said(planner.send("PUT", campaign, plan()))).isEqualTo("409 CAMPAIGN_ARCHIVED");
        assertThat(said(planner.send("PUT", campaign + "/units/an-hoa/reopened/1", "{\"until\":\"2099-01-01\"}")))
                .isEqualTo("409 CAMPAIGN_ARCHIVED");
        JsonNode entry = planner.get(campaign + "/history?limit=1").get(0);
        assertThat(entry.get("version").asLong()).isEqualTo(2);
        assertThat(entry.get("by").asString()).isEqualTo("operator");
        assertThat(entry.get("before").isEmpty()).isTrue();
        assertThat(entry.at("/after/archivedAt").asString())
                .isEqualTo(planner.get(campaign).get("archivedAt").asString());

        assertThat(said(operator.send("DELETE", campaign + "/archived", ""))).isEqualTo("200");
        assertThat(planner.get(campaign).has("archivedAt")).isFalse();
        assertThat(planner.get(campaign + "/history?limit=1").get(0).toString())
                .contains("\"version\":3", "\"by\":\"operator\"", "\"after\":{}");
        assertThat(said(operator.send("DELETE", campaign + "/archived", ""))).isEqualTo("200");
        assertThat(said(planner.send("PUT", campaign + "/units/an-hoa/reopened/1", "{\"until\":\"2099-01-01\"}")))
                .isEqualTo("200");
        assertThat(planner.get(campaign).get("version").asLong()).isEqualTo(4);
    }

    @Test
    void aCampaignThatGoesOnIsNotArchived() throws IOException {
        String campaign = put("going-on", plan().replace("2023-", "2099-"));
        assertThat(said(operator.send("PUT", campaign + "/archived", ""))).isEqualTo("409 CAMPAIGN_NOT_OVER");
        assertThat(planner.get(campaign).get("version").asLong()).isEqualTo(1);
    }

    @Test
    void onlyItsOperatorsArchiveACampaign() throws IOException {
        String campaign = put("others", plan());
        for (String grant : new String[] {"planner:*", "viewer:others", "operator:archived"}) {
            Api other = new Api(port, "Bearer " + TestIssuer.token("other", grant));
            assertThat(said(other.send("PUT", campaign + "/archived", ""))).isEqualTo("403 FORBIDDEN");
            assertThat(said(other.send("DELETE", campaign + "/archived", ""))).isEqualTo("403 FORBIDDEN");
        }
        Api its = new Api(port, "Bearer " + TestIssuer.token("its", "operator:others"));
        assertThat(said(its.send("PUT", campaign + "/archived", ""))).isEqualTo("200");
        assertThat(said(operator.send("PUT", "/campaigns/nowhere/archived", "")))
                .isEqualTo("404 CAMPAIGN_UNKNOWN");
    }

    private String put(String code, String plan) {
        String campaign = "/campaigns/" + code;
        assertThat(said(planner.send("PUT", campaign, plan))).isEqualTo("201");
        return campaign;
    }

    private static String plan() throws IOException {
        return Files.readString(ThanhAn.FILE);
    }
}
