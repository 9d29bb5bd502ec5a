package vn.campaign.localstack.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.localstack.Pause;
import vn.campaign.localstack.clock.ClockHand;

/** Delivers acts to reporting-service at their time, which it makes come. Any refusal is a failure. */
public final class Player {

    /** Deadlines and days begin at full half-hours, so all of a slot is on the same side of them. */
    private static final Duration SLOT = Duration.ofMinutes(30);

    /** From this many in a slot on, reports go by the bulk endpoint. */
    private static final int MANY = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Sends what many units report at once, as a district's office does that gathers them. */
    public static final String DISTRICT = "gatherer";

    private static final String VERIFIER = "verifier";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String campaign;
    private final ClockHand clock;
    private final Duration perDay;
    private final Consumer<Delivery> ledger;
    private final UnaryOperator<String> tokens;

    /**
     * Nothing is played yet.
     *
     * @param campaign the campaign's address at reporting-service
     * @param perDay how long a day of the campaign takes; zero for as fast as it goes
     * @param ledger takes what was accepted
     * @param tokens the bearer token of an account: each unit's own, and {@value #VERIFIER}
     */
    public Player(
            URI campaign, ClockHand clock, Duration perDay, Consumer<Delivery> ledger, UnaryOperator<String> tokens) {
        this.campaign = campaign.toString();
        this.clock = clock;
        this.perDay = perDay;
        this.ledger = ledger;
        this.tokens = tokens;
    }

    /** Plays acts, which are in the order of their time. */
    public void play(List<Act> acts) {
        long started = System.nanoTime();
        Instant first = clock.now();
        for (int from = 0; from < acts.size(); ) {
            long slot = slot(acts.get(from));
            int to = from;
            while (to < acts.size() && slot(acts.get(to)) == slot) {
                to++;
            }
            List<Act> together = acts.subList(from, to);
            pace(started, Duration.between(first, together.get(0).at()));
            play(together, together.size() >= MANY);
            from = to;
        }
    }

    private static long slot(Act act) {
        return act.at().getEpochSecond() / SLOT.toSeconds();
    }

    private void pace(long started, Duration simulated) {
        long due = (long) ((double) simulated.toMillis() / Duration.ofDays(1).toMillis() * perDay.toNanos());
        long ahead = due - (System.nanoTime() - started);
        if (ahead > 0) {
            Pause.of(Duration.ofNanos(ahead));
        }
    }

    private void play(List<Act> slot, boolean bulk) {
        List<Act.Verification> extract = new ArrayList<>();
        List<Act.Report> reports = new ArrayList<>();
        List<Act> singles = new ArrayList<>();
        for (Act act : slot) {
            if (act instanceof Act.Verification verification) {
                extract.add(verification);
            } else if (bulk && act instanceof Act.Report report) {
                reports.add(report);
            } else {
                singles.add(act);
            }
        }
        singles.forEach(this::single);
        clock.forwardTo(slot.get(slot.size() - 1).at());
        if (!reports.isEmpty()) {
            send(DISTRICT, "reports", "application/x-ndjson", lines(reports), reports);
        }
        if (!extract.isEmpty()) {
            send(VERIFIER, "verifications", "text/csv", csv(extract), extract);
        }
    }

    private void single(Act act) {
        clock.forwardTo(act.at());
        String account = act instanceof Act.Report || act instanceof Act.Withdrawal ? act.unit() : VERIFIER;
        JsonNode receipt = send(account, request(act));
        ledger.accept(new Delivery(
                act,
                Instant.parse(receipt.path("receivedAt").asString()),
                receipt.path("follow").asString(null)));
    }

    private HttpRequest.Builder request(Act act) {
        if (act instanceof Act.Report report) {
            String body = JSON.writeValueAsString(Map.of(
                    "counts", report.counts(),
                    "source", report.source(),
                    "observedAt", report.observedAt().toString()));
            return to(act, "reports", "").PUT(BodyPublishers.ofString(body));
        }
        if (act instanceof Act.Withdrawal withdrawal) {
            return to(act, "reports", "?source=" + withdrawal.source() + "&observedAt=" + act.observedAt())
                    .DELETE();
        }
        return to(act, "verifications", "?observedAt=" + act.observedAt()).DELETE();
    }

    private HttpRequest.Builder to(Act act, String what, String query) {
        return HttpRequest.newBuilder(
                        URI.create("%s/units/%s/%s/%s%s".formatted(campaign, act.unit(), what, act.date(), query)))
                .header("Content-Type", "application/json");
    }

    private static String lines(List<Act.Report> reports) {
        StringBuilder lines = new StringBuilder();
        for (Act.Report report : reports) {
            lines.append(JSON.writeValueAsString(Map.of(
                            "unit", report.unit(),
                            "date", report.date().toString(),
                            "source", report.source(),
                            "observedAt", report.observedAt().toString(),
                            "counts", report.counts())))
                    .append('\n');
        }
        return lines.toString();
    }

    /** An extract as the police send it: a column for each indicator, empty where it says nothing. */
    private static String csv(List<Act.Verification> extract) {
        List<String> indicators = extract.stream()
                .flatMap(verification -> verification.counts().keySet().stream())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
        StringBuilder lines = new StringBuilder("unit,asOf,observedAt,")
                .append(String.join(",", indicators))
                .append('\n');
        for (Act.Verification verification : extract) {
            lines.append(verification.unit()).append(',').append(verification.date());
            lines.append(',').append(verification.observedAt());
            Map<String, Long> counts = new TreeMap<>(verification.counts());
            indicators.forEach(
                    indicator -> lines.append(',').append(counts.containsKey(indicator) ? counts.get(indicator) : ""));
            lines.append('\n');
        }
        return lines.toString();
    }

    private void send(String account, String what, String type, String body, List<? extends Act> acts) {
        JsonNode summary = send(
                account,
                HttpRequest.newBuilder(URI.create(campaign + "/" + what))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
        // The same statement twice in one request is one statement.
        for (JsonNode error : summary.path("errors")) {
            if (!error.path("code").asString().startsWith("DUPLICATE")) {
                throw new IllegalStateException(what + " were refused: " + summary);
            }
        }
        Instant received = clock.now();
        acts.forEach(act -> ledger.accept(new Delivery(act, received, null)));
    }

    private JsonNode send(String account, HttpRequest.Builder request) {
        HttpRequest built = request.timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.apply(account))
                .build();
        try {
            HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s %s was answered with %d: %s"
                        .formatted(built.method(), built.uri(), response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
