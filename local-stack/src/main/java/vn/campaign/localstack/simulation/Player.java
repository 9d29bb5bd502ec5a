package vn.campaign.localstack.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.simulation.Submission.Report;
import vn.campaign.localstack.simulation.Submission.Verification;
import vn.campaign.localstack.simulation.Submission.Withdrawal;

/** Sends submissions to reporting-service at their time, to which it advances the clock; fails when one is refused. */
public final class Player {

    /** Sends what many units report at once, as a district's office does. */
    public static final String DISTRICT = "gatherer";

    private static final String VERIFIER = "verifier";

    /** Deadlines and days begin at full half-hours, so all of a slot is on the same side of them. */
    private static final Duration SLOT = Duration.ofMinutes(30);

    /** From this many in a slot on, reports go by the bulk endpoint. */
    private static final int BULK = 100;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** While a part that ended is started again. What is sent holds its time, so it counts once. */
    private static final RetryTemplate UNTIL_ANSWERED = new RetryTemplate(RetryPolicy.builder()
            .includes(ResourceAccessException.class, HttpServerErrorException.ServiceUnavailable.class)
            .maxRetries(240)
            .delay(Duration.ofMillis(500))
            .build());

    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient http;
    private final SimulatedClock clock;
    private final Duration perDay;
    private final BiConsumer<Submission, Instant> accepted;
    private final UnaryOperator<String> tokens;

    /**
     * Sends nothing yet.
     *
     * @param campaign the campaign's address at reporting-service
     * @param perDay how long a day of the campaign takes; zero for as fast as it goes
     * @param accepted receives each accepted submission and its time of receipt
     * @param tokens the bearer token of an account: each unit's own, {@value #DISTRICT} and {@value #VERIFIER}
     */
    public Player(
            URI campaign,
            SimulatedClock clock,
            Duration perDay,
            BiConsumer<Submission, Instant> accepted,
            UnaryOperator<String> tokens) {
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(TIMEOUT);
        http = RestClient.builder().baseUrl(campaign).requestFactory(requests).build();
        this.clock = clock;
        this.perDay = perDay;
        this.accepted = accepted;
        this.tokens = tokens;
    }

    /** Plays submissions in the order of their time. */
    public void play(List<? extends Submission> submissions) {
        long started = System.nanoTime();
        Instant first = clock.instant();
        Map<Long, List<Submission>> slots =
                submissions.stream().collect(groupingBy(Player::slot, TreeMap::new, Collectors.toList()));
        slots.values().forEach(slot -> {
            pace(started, Duration.between(first, slot.get(0).at()));
            playSlot(slot);
        });
    }

    private static long slot(Submission submission) {
        return submission.at().getEpochSecond() / SLOT.toSeconds();
    }

    private void pace(long started, Duration simulated) {
        long due = (long) ((double) simulated.toMillis() / Duration.ofDays(1).toMillis() * perDay.toNanos());
        long ahead = due - (System.nanoTime() - started);
        if (ahead > 0) {
            try {
                Thread.sleep(Duration.ofNanos(ahead).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }

    private void playSlot(List<Submission> slot) {
        List<Verification> verifications = only(Verification.class, slot);
        List<Report> reports = slot.size() < BULK ? List.of() : only(Report.class, slot);
        slot.stream()
                .filter(submission -> !(submission instanceof Verification))
                .filter(submission -> reports.isEmpty() || !(submission instanceof Report))
                .forEach(this::submit);
        clock.advanceTo(slot.get(slot.size() - 1).at());
        if (!reports.isEmpty()) {
            submitAll(DISTRICT, "/reports", MediaType.APPLICATION_NDJSON, lines(reports), reports);
        }
        if (!verifications.isEmpty()) {
            submitAll(VERIFIER, "/verifications", new MediaType("text", "csv"), csv(verifications), verifications);
        }
    }

    private static <T> List<T> only(Class<T> type, List<Submission> submissions) {
        return submissions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void submit(Submission submission) {
        clock.advanceTo(submission.at());
        JsonNode receipt;
        if (submission instanceof Report report) {
            receipt = send(
                    report.unit(),
                    http.put()
                            .uri(path(report, "reports"))
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(Map.of(
                                    "counts", report.counts(),
                                    "source", report.source(),
                                    "observedAt", report.observedAt())));
        } else if (submission instanceof Withdrawal withdrawal) {
            String query = "?source={source}&observedAt={observedAt}";
            receipt = send(
                    withdrawal.unit(),
                    http.delete()
                            .uri(path(withdrawal, "reports") + query, withdrawal.source(), withdrawal.observedAt()));
        } else {
            String uri = path(submission, "verifications") + "?observedAt={observedAt}";
            receipt = send(VERIFIER, http.delete().uri(uri, submission.observedAt()));
        }
        accepted.accept(submission, Instant.parse(receipt.path("receivedAt").asString()));
    }

    private static String path(Submission submission, String register) {
        return "/units/%s/%s/%s".formatted(submission.unit(), register, submission.date());
    }

    private static String lines(List<Report> reports) {
        return reports.stream()
                .map(report -> JSON.writeValueAsString(Map.of(
                        "unit", report.unit(),
                        "date", report.date(),
                        "source", report.source(),
                        "observedAt", report.observedAt(),
                        "counts", report.counts())))
                .collect(joining("\n"));
    }

    /** A column for each indicator, empty where a verification does not state it, as the police send an extract. */
    private static String csv(List<Verification> verifications) {
        List<String> indicators = verifications.stream()
                .flatMap(verification -> verification.counts().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Stream<String> lines = verifications.stream().map(verification -> Stream.concat(
                        Stream.of(verification.unit(), verification.date(), verification.observedAt()),
                        indicators.stream().map(verification.counts()::get))
                .map(value -> Objects.toString(value, ""))
                .collect(joining(",")));
        return Stream.concat(Stream.of("unit,asOf,observedAt," + String.join(",", indicators)), lines)
                .collect(joining("\n"));
    }

    private void submitAll(
            String account, String path, MediaType type, String body, List<? extends Submission> submissions) {
        JsonNode summary = send(account, http.post().uri(path).contentType(type).body(body));
        // The same report twice in one request is one report.
        for (JsonNode error : summary.path("errors")) {
            if (!error.path("code").asString().startsWith("DUPLICATE")) {
                throw new IllegalStateException(path + " were refused: " + summary);
            }
        }
        Instant received = clock.instant();
        submissions.forEach(submission -> accepted.accept(submission, received));
    }

    private JsonNode send(String account, RestClient.RequestHeadersSpec<?> request) {
        return UNTIL_ANSWERED.invoke(() -> request.headers(headers -> headers.setBearerAuth(tokens.apply(account)))
                .retrieve()
                .body(JsonNode.class));
    }
}
