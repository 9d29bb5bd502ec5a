package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import vn.campaign.localstack.Settings.Role;

/** Sees to it that the services know the Thanh An plan. */
final class PlanLoader {

    static final String CAMPAIGN = "/api/v1/campaigns/thanh-an-2023";
    static final String UNIT = CAMPAIGN + "/units/thuan-an";
    private static final Duration SPREADING = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Api api = new Api();

    PlanLoader(Settings settings) {
        this.settings = settings;
    }

    /** Loads the plan unless there is one already, which may have been changed since; true if it was loaded. */
    boolean load() {
        String campaign = settings.url(Role.QUOTA) + CAMPAIGN;
        int status = api.status(campaign);
        if (status != 200 && status != 404) {
            throw new IllegalStateException("%s was answered with %d".formatted(campaign, status));
        }
        if (status == 404) {
            api.send("PUT", campaign, "application/json", planFile());
        }
        awaitKnown(settings.url(Role.REPORTING) + UNIT);
        return status == 404;
    }

    String planFile() {
        try {
            return Files.readString(settings.plan());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plan " + settings.plan(), e);
        }
    }

    /** reporting-service hears of the plan from Kafka. */
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
