package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.campaign.localstack.LocalProcess;

/** Every part is killed in the middle of a stream of reports; each acknowledged report is in the figures exactly once. */
class CrashesIT {

    private static final long SEED = 20230620;

    @Test
    void noAcknowledgedReportIsLostOrCountedTwice() throws IOException, InterruptedException {
        System.out.println("reports are made from seed " + SEED);
        try (CampaignSystem system = new CampaignSystem("crashes").start()) {
            ReportStream stream = new ReportStream(system, SEED, 4);
            try (stream) {
                for (LocalProcess victim : new LocalProcess[] {system.quota, system.store, system.broker}) {
                    awaitMore(stream, 300);
                    victim.kill();
                    if (victim != system.broker) {
                        awaitMore(stream, 300);
                    }
                    victim.start();
                }
                awaitMore(stream, 300);
            }
            awaitFigures(system, stream);
            replay(system);
            awaitFigures(system, stream);
        }
    }

    private static void awaitMore(ReportStream stream, int reports) {
        int before = stream.acknowledgedCount();
        await().atMost(Duration.ofMinutes(2)).until(() -> stream.acknowledgedCount() >= before + reports);
    }

    private static void awaitFigures(CampaignSystem system, ReportStream stream) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            for (int day = 0; day < ReportStream.DAYS; day++) {
                LocalDate asOf = ReportStream.FIRST.plusDays(day);
                Map<String, Long> expected = stream.expectedThrough(asOf);
                JsonNode view = system.progress("phase=1&asOf=" + asOf);
                Map<String, Long> shown = new HashMap<>();
                view.get("children")
                        .valueStream()
                        .forEach(child -> shown.put(child.get("code").asString(), l1(child)));
                assertThat(shown).containsAllEntriesOf(expected);
                assertThat(l1(view.get("node")))
                        .isEqualTo(expected.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
        });
    }

    private static long l1(JsonNode node) {
        return node.at("/indicators/ACTIVATED_L1/reportedInPeriod").asLong();
    }

    /** The command compares every node's figures before and after. */
    private static void replay(CampaignSystem system) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                CampaignSystem.jar("quota-service").toString(),
                "replay",
                "0");
        command.environment().putAll(system.environment(0, 0));
        Process process = command.redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String log = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(log).isZero();
            assertThat(log)
                    .containsPattern(
                            "[1-9][0-9]* events replayed from offset 0, [1-9][0-9]* nodes compared, 0 changed");
        }
    }
}
