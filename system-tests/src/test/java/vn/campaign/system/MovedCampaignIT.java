package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/** A campaign is exported and taken in by an installation that has nothing: the same plan, history and figures are there. */
@ExtendWith(SharedSystem.class)
class MovedCampaignIT {

    private static final String CODE = "moved";
    private static final String CAMPAIGN = CampaignSystem.CAMPAIGNS + CODE;

    private static final List<String> UNITS = List.of("thuan-an", "xa-co", "an-hoa", "doan-thanh-nien");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void aCampaignIsCountedElsewhereToTheSameFigures(CampaignSystem from) throws IOException {
        from.loadPlan(CODE);
        report(from);
        try (CampaignSystem to = CampaignSystem.named("moved-to").build()) {
            JsonNode exported = export(from, "exported.zip");
            assertThat(exported.at("/parts/events.ndjson/lines").asInt()).isGreaterThan(60);
            assertThat(exported.at("/parts/history.ndjson/lines").asInt()).isGreaterThan(20);
            assertThat(exported.at("/figures/nodes").asInt()).isEqualTo(UNITS.size() + 2);

            to.broker.launch();
            to.store.launch();
            to.identity.launch();
            to.broker.awaitReady();
            to.store.awaitReady();
            to.command("import", directory.resolve("exported.zip").toString());
            to.quota.launch();
            to.quota.awaitReady();
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode again = export(to, "again.zip");
                assertThat(again.get("figures")).isEqualTo(exported.get("figures"));
                for (String part : List.of("campaign.json", "units.ndjson", "history.ndjson")) {
                    assertThat(again.get("parts").get(part))
                            .isEqualTo(exported.get("parts").get(part));
                }
                assertThat(again.at("/parts/events.ndjson/lines")).isEqualTo(exported.at("/parts/events.ndjson/lines"));
            });
        }
    }

    /** Reports with corrections, some taken back, verifications, and a change of the plan in between; all of it counted. */
    private static void report(CampaignSystem system) throws IOException {
        List<HttpResponse<String>> receipts = new ArrayList<>();
        for (int day = 20; day < 28; day++) {
            for (String unit : UNITS) {
                String path = CAMPAIGN + "/units/" + unit;
                String report = path + "/reports/2023-06-" + day;
                receipts.add(
                        system.client.put("reporting-service", report, "{\"counts\":{\"ACTIVATED_L1\":" + day + "}}"));
                receipts.add(system.client.put("reporting-service", report, "{\"counts\":{\"ACTIVATED_L1\":1}}"));
                if (day == 24) {
                    receipts.add(system.client.delete("reporting-service", report));
                    receipts.add(system.client.put(
                            "reporting-service",
                            path + "/verifications/2023-06-24",
                            "{\"counts\":{\"ACTIVATED\":90}}"));
                }
            }
            if (day == 23) {
                String plan = CampaignSystem.planText().replace("\"teams\": 11", "\"teams\": 12");
                assertThat(system.client.put("quota-service", CAMPAIGN, plan).statusCode())
                        .isEqualTo(200);
            }
        }
        for (HttpResponse<String> receipt : receipts) {
            assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(202);
            String follow =
                    ContractJson.mapper().readTree(receipt.body()).get("follow").asString();
            String path = follow.substring(follow.indexOf("/api/"));
            await().atMost(SOON)
                    .until(() ->
                            system.client.get("dashboard-service", path).body().contains("COUNTED"));
        }
    }

    /** The manifest of a new export. */
    private JsonNode export(CampaignSystem system, String name) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        system.command("export", CODE, file.toString());
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream manifest = zip.getInputStream(zip.getEntry("manifest.json"))) {
            return ContractJson.mapper().readTree(manifest);
        }
    }
}
