package vn.campaign.localstack;

import java.time.Duration;
import java.util.function.UnaryOperator;
import vn.campaign.localstack.Settings.Role;

/** Loads a plan into the services. */
final class PlanLoader {

    private static final Duration SPREADING = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Api api;

    PlanLoader(Settings settings, UnaryOperator<String> tokens) {
        this.settings = settings;
        this.api = new Api(tokens, "planner");
    }

    /**
     * Loads the plan unless there is one already, which may have been changed since; true if it was loaded.
     *
     * @param path the campaign's path
     * @param lastUnit a unit that the services know when they know the plan
     */
    boolean load(String path, String plan, String lastUnit) {
        String campaign = settings.url(Role.QUOTA) + path;
        int status = api.status(campaign);
        if (status != 200 && status != 404) {
            throw new IllegalStateException("%s was answered with %d".formatted(campaign, status));
        }
        if (status == 404) {
            api.send("PUT", campaign, "application/json", plan);
        }
        awaitKnown(settings.url(Role.REPORTING) + path + "/units/" + lastUnit);
        return status == 404;
    }

    /** reporting-service receives the plan from Kafka. */
    private void awaitKnown(String unit) {
        long deadline = System.nanoTime() + SPREADING.toNanos();
        while (api.status(unit) != 200) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("reporting-service has not heard of the plan: " + unit);
            }
            Pause.of(POLL);
        }
    }
}
