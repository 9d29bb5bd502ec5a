package vn.campaign.dashboard.reminder;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.mongo.ReminderClaims;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;

/**
 * Posts each campaign's reminder list to one address, once a day before the deadline, signed. It is sent until the address
 * takes it or the deadline is over; a receiver tells a repetition by {@code webhook-id}.
 */
@Component
class ReminderWebhook {

    private static final Logger log = LoggerFactory.getLogger(ReminderWebhook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The list's length; how many there are in all stands beside it. */
    private static final Page LIST = new Page(0, 10_000);

    private final Campaigns campaigns;
    private final Reminders reminders;
    private final ReminderClaims claims;
    private final DashboardProperties.Reminder settings;
    private final JsonMapper json;
    private final Clock clock;
    private final Counter sent;
    private final Counter failed;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    ReminderWebhook(
            Campaigns campaigns,
            Reminders reminders,
            ReminderClaims claims,
            DashboardProperties properties,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.campaigns = campaigns;
        this.reminders = reminders;
        this.claims = claims;
        this.settings = properties.reminder();
        this.json = json;
        this.clock = clock;
        this.sent = counter("sent", meters);
        this.failed = counter("failed", meters);
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("campaign.reminders")
                .description("Attempts to send a reminder")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${campaign.reminder.every}")
    void sendWhatIsDue() {
        if (!settings.on()) {
            return;
        }
        try {
            campaigns.headers().forEach(this::sendIfDue);
        } catch (MongoException unavailable) {
            log.warn("reminders cannot be read: {}", unavailable.toString());
        }
    }

    private void sendIfDue(CampaignHeader header) {
        Instant now = clock.instant();
        LocalDate day = ReminderTime.due(header, settings.before(), now).orElse(null);
        String id = "%s-%s".formatted(header.campaign(), day);
        Plan plan = day == null ? null : campaigns.find(header.campaign()).orElse(null);
        if (plan == null || !claims.claim(id, now)) {
            return;
        }
        MissingView missing = reminders.read(plan, plan.roots(), day, now, LIST);
        if (missing.total() == 0 || send(id, now, json.writeValueAsString(missing))) {
            claims.done(id);
        }
    }

    /** Whether it needs no other attempt. */
    private boolean send(String id, Instant now, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", Signature.of(settings.secret(), id, now, body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            boolean taken = status / 100 == 2;
            boolean refused = status / 100 == 4 && status != 408 && status != 429;
            (taken ? sent : failed).increment();
            if (!taken) {
                log.warn("reminder {} was answered with {}", id, status);
            }
            return taken || refused;
        } catch (IOException unreachable) {
            failed.increment();
            log.warn("reminder {} could not be sent: {}", id, unreachable.toString());
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
