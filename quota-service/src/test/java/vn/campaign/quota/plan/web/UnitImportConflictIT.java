package vn.campaign.quota.plan.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.quota.Api;
import vn.campaign.quota.QuotaIT;
import vn.campaign.quota.plan.ThanhAn;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.Outcome.InForce;
import vn.campaign.quota.plan.store.PlanWriter;

/** An import takes its time, and others change units meanwhile. */
@QuotaIT
class UnitImportConflictIT {

    @LocalServerPort
    int port;

    @Autowired
    UnitImport unitImport;

    @Autowired
    PlanWriter writer;

    @Autowired
    CampaignUnits units;

    @Test
    void aLineThatIsOlderThanWhatIsStoredIsAConflict() throws Exception {
        Api planner = new Api(port, QuotaIT.PLANNER);
        planner.send("PUT", "/campaigns/overtaken", Files.readString(ThanhAn.FILE));
        CampaignHeader begun = ((InForce) writer.begin("overtaken", null)).header();
        planner.send("PUT", "/campaigns/overtaken/units/thuan-an/reopened/1", "{\"until\":\"2023-08-01\"}");
        int entries = planner.get("/campaigns/overtaken/history").size();

        String csv = "code,name,kind,parent,teams\nthuan-an,x,TERRITORY,thanh-an,7\nan-hoa,y,TERRITORY,thanh-an,7\n";
        UnitImport.Summary summary = unitImport.run(
                begun,
                MediaType.parseMediaType(UnitFile.CSV),
                new ByteArrayInputStream(csv.getBytes(UTF_8)),
                "planner");

        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.rejected()).isEqualTo(1);
        assertThat(summary.errors()).singleElement().satisfies(error -> {
            assertThat(error.line()).isEqualTo(2);
            assertThat(error.code()).isEqualTo("VERSION_CONFLICT");
        });
        assertThat(units.find("overtaken", "thuan-an").orElseThrow().teams()).isEqualTo(1);
        assertThat(units.find("overtaken", "an-hoa").orElseThrow().teams()).isEqualTo(7);
        assertThat(planner.get("/campaigns/overtaken/history").size()).isEqualTo(entries + 1);
    }
}
