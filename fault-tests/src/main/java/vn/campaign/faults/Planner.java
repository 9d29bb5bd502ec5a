package vn.campaign.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/**
 * A planner who moves units and areas, retires units and takes that back, one change after the other. Each is sent until it is in
 * force, on the condition that the version is in force that was read before: so an attempt that is late does no harm, and in the
 * end no change is in doubt.
 */
final class Planner implements AutoCloseable {

    private static final String UNITS = CampaignSystem.CAMPAIGN + "/units";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Site site;
    private final PlanBook plan;
    private final Random random;
    private final Thread thread = new Thread(this::change, "planner");
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    Planner(Site site, Random seeds) {
        this.site = site;
        this.plan = site.plan;
        this.random = new Random(seeds.nextLong());
    }

    /** Adds the areas to the plan. */
    void addAreas() {
        try {
            for (ObjectNode area : PlanBook.areas()) {
                putInForce(area);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Changes the plan until it is closed. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops after the change in hand. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(RECOVERY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null || thread.isAlive()) {
            throw new IllegalStateException("A change of the plan is not in force", failure);
        }
    }

    private void change() {
        try {
            while (!stopped) {
                if (random.nextInt(3) == 0) {
                    retireOrTakeBack(any(plan.units()));
                } else {
                    move(any(Stream.concat(plan.units().stream(), plan.areasAndRoots().stream())
                            .filter(code -> plan.parent(code) != null)
                            .toList()));
                }
                Run.pause(PAUSE_MILLIS);
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void move(String code) throws InterruptedException {
        List<String> possible = plan.areasAndRoots().stream()
                .filter(parent -> plan.kind(parent).equals(plan.kind(code)) && !plan.isWithin(parent, code))
                .toList();
        putInForce(plan.get(code).put("parent", any(possible)));
    }

    /** Statements of a unit that is retired would be refused for good: none is on its way then. */
    private void retireOrTakeBack(String unit) throws InterruptedException {
        ObjectNode changed = plan.get(unit);
        if (plan.retiredFrom(unit) != null) {
            putInForce(changed.without("retiredFrom"));
            return;
        }
        plan.holdReports(unit);
        try {
            putInForce(changed.put(
                    "retiredFrom",
                    Load.FIRST.plusDays(random.nextInt(Load.DAYS)).toString()));
        } finally {
            plan.resumeReports(unit);
        }
    }

    private void putInForce(ObjectNode node) throws InterruptedException {
        while (!isInForce(node)) {
            Run.pause(PAUSE_MILLIS);
        }
        plan.put(node);
    }

    private boolean isInForce(ObjectNode node) throws InterruptedException {
        try {
            HttpResponse<String> list =
                    http.send(request(CampaignSystem.CAMPAIGNS).GET().build(), BodyHandlers.ofString());
            if (list.statusCode() != 200) {
                return refused(list, 503);
            }
            OptionalLong version = ContractJson.mapper()
                    .readTree(list.body())
                    .valueStream()
                    .filter(campaign -> campaign.get("campaign").asString().equals(CampaignSystem.CODE))
                    .mapToLong(campaign -> campaign.get("version").asLong())
                    .findFirst();
            if (version.isEmpty()) {
                // A store that began anew gets the plan back from its topic.
                return false;
            }
            HttpResponse<String> answer = http.send(
                    request(UNITS)
                            .header("Content-Type", "application/x-ndjson")
                            .header("If-Match", "\"" + version.getAsLong() + "\"")
                            .PUT(BodyPublishers.ofString(node.toString()))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? accepted(answer) : refused(answer, 404, 412, 503);
        } catch (IOException notAnswered) {
            // Nothing was promised: it is sent again.
            return false;
        }
    }

    private static boolean accepted(HttpResponse<String> answer) {
        JsonNode summary = ContractJson.mapper().readTree(answer.body());
        if (summary.get("accepted").asInt() == 0
                && !summary.at("/errors/0/code").asString().equals("VERSION_CONFLICT")) {
            throw new IllegalStateException(answer.body());
        }
        return summary.get("accepted").asInt() == 1;
    }

    private static boolean refused(HttpResponse<String> answer, Integer... expected) {
        if (!List.of(expected).contains(answer.statusCode())) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return false;
    }

    private HttpRequest.Builder request(String path) {
        URI address = site.system.uri("quota-service", path.replaceFirst("/$", ""));
        return HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + site.system.tokens.apply(CampaignSystem.EVERYTHING));
    }
}
