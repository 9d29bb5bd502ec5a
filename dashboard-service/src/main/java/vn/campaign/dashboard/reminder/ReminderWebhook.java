package vn.campaign.dashboard.reminder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.DashboardProperties;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.mongo.ReminderClaims;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.query.ReportsQuery;
import vn.campaign.dashboard.view.MissingView;
import vn.campaign.dashboard.view.Page;

/**
 * Posts the reminder list of each campaign once a day before the deadline, signed. It retries until the receiver accepts the
 * list or the deadline has passed; a receiver recognises a retry by its {@code webhook-id}.
 */
@Component
class ReminderWebhook {

    private static final Logger log = LoggerFactory.getLogger(ReminderWebhook.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The list's length; how many there are in all stands beside it. */
    private static final Page LIST = new Page(0, 10_000);

    private final CampaignPlans plans;
    private final ReportsQuery reports;
    private final ProgressReader progress;
    private final ReminderClaims claims;
    private final DashboardProperties.Reminder settings;
    private final JsonMapper json;
    private final Clock clock;
    private final RestClient http = restClient();
    private final Counter sent;
    private final Counter failed;

    ReminderWebhook(
            CampaignPlans plans,
            ReportsQuery reports,
            ProgressReader progress,
            ReminderClaims claims,
            DashboardProperties properties,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.plans = plans;
        this.reports = reports;
        this.progress = progress;
        this.claims = claims;
        this.settings = properties.reminder();
        this.json = json;
        this.clock = clock;
        this.sent = counter("sent", meters);
        this.failed = counter("failed", meters);
    }

    private static RestClient restClient() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        return RestClient.builder().requestFactory(requests).build();
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("campaign.reminders")
                .description("Attempts to send a reminder")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${campaign.reminder.every}")
    void sendDue() {
        if (!settings.on()) {
            return;
        }
        try {
            plans.headers().stream().filter(header -> !header.archived()).forEach(this::trySendIfDue);
        } catch (DataAccessException unavailable) {
            log.warn("reminders cannot be read: {}", unavailable.toString());
        }
    }

    /** A campaign whose reminder fails, whatever the reason, keeps no other's. */
    private void trySendIfDue(CampaignHeader header) {
        try {
            sendIfDue(header);
        } catch (RuntimeException failure) {
            failed.increment();
            log.warn("the reminder of {} failed and is tried again", header.campaign(), failure);
        }
    }

    private void sendIfDue(CampaignHeader header) {
        Instant now = clock.instant();
        LocalDate day = due(header, settings.before(), now).orElse(null);
        String id = "%s-%s".formatted(header.campaign(), day);
        Plan plan = day == null ? null : plans.find(header.campaign()).orElse(null);
        if (plan == null || isDoubtful(header.deadline(day).minus(settings.before())) || !claims.claim(id, now)) {
            return;
        }
        MissingView missing = reports.missing(new ViewContext(plan, plan.periodOn(day), day, now), plan.roots(), LIST);
        if (missing.total() == 0 || send(id, now, json.writeValueAsString(missing))) {
            claims.done(id);
        }
    }

    /**
     * After a loss of the store: what was due before may have been sent, and its claim was lost; and until all is counted again,
     * units that have reported would be on the list.
     */
    private boolean isDoubtful(Instant due) {
        return progress.lastLoss()
                .filter(loss -> due.isBefore(loss.at()) || !loss.isRecounted(progress.positions()))
                .isPresent();
    }

    /** The day of a phase whose deadline is ahead by at most that; the earliest when there are several. */
    static Optional<LocalDate> due(CampaignHeader header, Duration before, Instant now) {
        return header.phases().stream()
                .flatMap(phase -> phase.from().datesUntil(phase.to().plusDays(1)))
                .filter(day -> !now.isBefore(header.deadline(day).minus(before)) && now.isBefore(header.deadline(day)))
                .findFirst();
    }

    /** Whether no retry is needed: the receiver accepted the list, or refused it for good. */
    private boolean send(String id, Instant now, String body) {
        try {
            HttpStatusCode status = http.post()
                    .uri(URI.create(settings.url()))
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("webhook-id", id)
                    .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                    .header("webhook-signature", signature(settings.secret(), id, now, body))
                    .body(body)
                    .exchange((request, response) -> response.getStatusCode());
            if (status.is2xxSuccessful()) {
                sent.increment();
                return true;
            }
            failed.increment();
            log.warn("reminder {} was answered with {}", id, status);
            return status.is4xxClientError()
                    && !status.isSameCodeAs(HttpStatus.REQUEST_TIMEOUT)
                    && !status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
        } catch (ResourceAccessException unreachable) {
            failed.increment();
            log.warn("reminder {} could not be sent: {}", id, unreachable.toString());
            return false;
        }
    }

    /** As the Standard Webhooks specification (v1) says, so that the receiver can verify the sender. */
    static String signature(String secret, String id, Instant timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String signed = id + "." + timestamp.getEpochSecond() + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
