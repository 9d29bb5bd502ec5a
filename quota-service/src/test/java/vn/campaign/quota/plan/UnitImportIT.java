package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.Topics;
import vn.campaign.quota.QuotaIT;

@QuotaIT
class UnitImportIT extends PlanRequests {

    @Test
    void unitsAreImportedLineByLineAndBadLinesAreNamed() throws Exception {
        put("/import", plan(), null);
        String csv = "\uFEFFcode,name,kind,parent,teams,cumulative:ACTIVATED:1,baseline:ACTIVATED\n"
                + "ap-moi,Ấp Mới,TERRITORY,thanh-an,1,100,20\n"
                + "ap-sai,Ấp Sai,TERRITORY,nowhere,1,100,20\n"
                + "ap-hai,Ấp Hai,TERRITORY,thanh-an,hai,100,20\n"
                + "thuan-an,Thuận An,TERRITORY,thanh-an,2,509,148\n";
        JsonNode summary = json(send("PUT", "/import/units", csv, "text/csv", null));
        assertThat(summary.get("received").asLong()).isEqualTo(4);
        assertThat(summary.get("accepted").asLong()).isEqualTo(2);
        assertThat(summary.get("errors").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"line\":3,\"code\":\"UNIT_UNKNOWN\",\"field\":\"parent\",\"detail\":\"no such unit, here or further up in the file\"}",
                        "{\"line\":4,\"code\":\"MALFORMED\",\"field\":\"teams\",\"detail\":\"is not a whole number\"}");
        assertThat(json(get("/import")).get("version").asLong()).isEqualTo(2);

        JsonNode again = json(send("PUT", "/import/units", csv, "text/csv", null));
        assertThat(again.get("unchanged").asLong()).isEqualTo(2);
    }

    @Test
    void manyUnitsAreImportedAsTheyStream() throws Exception {
        put("/many", plan(), null);
        StringBuilder lines = new StringBuilder();
        for (int commune = 0; commune < 20; commune++) {
            lines.append("{\"code\":\"x%d\",\"name\":{\"vi\":\"Xã %d\"},\"kind\":\"TERRITORY\"}\n"
                    .formatted(commune, commune));
            for (int hamlet = 0; hamlet < 250; hamlet++) {
                lines.append(
                        "{\"code\":\"x%d-a%d\",\"name\":{\"vi\":\"Ấp\"},\"kind\":\"TERRITORY\",\"parent\":\"x%d\"}\n"
                                .formatted(commune, hamlet, commune));
            }
        }
        JsonNode summary = json(send("PUT", "/many/units", lines.toString(), "application/x-ndjson", "\"1\""));
        assertThat(summary.get("accepted").asLong()).as(summary.toString()).isEqualTo(20 * 251);
        assertThat(json(get("/many")).get("units").size()).isEqualTo(22 + 20 * 251);
        assertThat(published(Topics.UNITS, "many/")).hasSize(22 + 20 * 251);
    }
}
