package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.campaign.testing.CampaignSystem.CAMPAIGN;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.system.TraceCollector.Span;
import vn.campaign.testing.CampaignSystem;

/** What operators see of the running system: metrics, and a report's trace through both services that carry it. */
@ExtendWith(SharedSystem.class)
class MeasuredIT {

    private static final List<String> SERVICES = List.of("reporting-service", "quota-service", "dashboard-service");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACED = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String UNTRACED = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "00f067aa0ba902b7";

    private static TraceCollector collector;
    private static CampaignSystem system;

    @BeforeAll
    static void use(CampaignSystem shared, TraceCollector receiving) {
        system = shared;
        collector = receiving;
    }

    @Test
    void oneTraceLeadsFromTheRequestToTheFigures() {
        report("2023-06-21", "00-" + UNTRACED + "-" + CALLER + "-00");
        report("2023-06-22", "00-" + TRACED + "-" + CALLER + "-01");

        await().atMost(SOON).until(() -> collector.spans().size() >= 3);
        Span request = only("SERVER");
        Span send = only("PRODUCER");
        Span process = only("CONSUMER");
        assertThat(request.service()).isEqualTo("reporting-service");
        assertThat(request.name()).contains("/units/{unit}/reports/{date}").doesNotContain("thuan-an");
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(send)
                .isEqualTo(new Span(
                        "reporting-service", TRACED, send.id(), request.id(), "PRODUCER", "send campaign.activations"));
        assertThat(process)
                .isEqualTo(new Span(
                        "quota-service", TRACED, process.id(), send.id(), "CONSUMER", "process campaign.activations"));
        assertThat(collector.spans()).as("nothing else was sampled").hasSize(3);

        // Of what follows another measurement closely, no exemplar is taken.
        await().atMost(SOON).until(() -> {
            report("2023-06-22", "00-" + TRACED + "-" + CALLER + "-01");
            return hasExemplar("reporting-service", "campaign_publish_seconds_bucket")
                    && hasExemplar("quota-service", "campaign_batch_apply_seconds_bucket");
        });
    }

    private static boolean hasExemplar(String service, String metric) {
        Pattern ofTheTrace =
                Pattern.compile(metric + ".*# \\{span_id=\"[0-9a-f]{16}\",trace_id=\"" + TRACED + "\"} .*");
        return scrape(service, "application/openmetrics-text").stream()
                .anyMatch(line -> ofTheTrace.matcher(line).matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void theTablesHoldWhatTheServicesTell(String service) throws IOException {
        var documented = MeasuredNames.documented(service);
        assertThat(documented).isNotEmpty();
        report("2023-06-23", "00-" + UNTRACED + "-" + CALLER + "-00");
        await().atMost(SOON).untilAsserted(() -> assertThat(MeasuredNames.told(scrape(service, "text/plain")))
                .isEqualTo(documented));
    }

    @Test
    void theTablesTellWhoAsksForWhat() throws IOException {
        Map<String, SortedSet<String>> documented = new HashMap<>();
        for (String service : SERVICES) {
            MeasuredNames.table(service).stream()
                    .filter(row -> row.size() == 5 && !row.get(4).isEmpty())
                    .forEach(row -> documented.put(row.get(0), MeasuredNames.words(row.get(4), ";")));
        }
        assertThat(documented).isEqualTo(MeasuredNames.askedFor());
    }

    private static Span only(String kind) {
        assertThat(collector.spans())
                .filteredOn(span -> span.kind().equals(kind))
                .singleElement()
                .matches(span -> span.trace().equals(TRACED));
        return collector.spans().stream()
                .filter(span -> span.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static void report(String date, String traceparent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        system.uri("reporting-service", CAMPAIGN + "/units/thuan-an/reports/" + date))
                .header("Authorization", "Bearer " + system.tokens.apply("thuan-an"))
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .PUT(BodyPublishers.ofString("{\"counts\":{\"ACTIVATED_L1\":5}}"));
        assertThat(system.client.open(request).statusCode()).isEqualTo(202);
    }

    private static List<String> scrape(String service, String format) {
        HttpRequest.Builder request = HttpRequest.newBuilder(system.management(service, "/actuator/prometheus"))
                .header("Authorization", "Bearer " + system.tokens.apply("operator"))
                .header("Accept", format);
        try (var lines = new BufferedReader(
                new InputStreamReader(system.client.open(request).body(), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
