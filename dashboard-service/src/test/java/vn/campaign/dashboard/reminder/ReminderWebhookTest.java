package vn.campaign.dashboard.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.ThanhAn;

/** The deadline of Thanh An is 20:00, which is 13:00 UTC. */
class ReminderWebhookTest {

    @Test
    void isDueFromAnHourBeforeTheDeadlineUntilIt() {
        assertThat(due("2023-06-21T11:59:59Z")).isNull();
        assertThat(due("2023-06-21T12:00:00Z")).isEqualTo("2023-06-21");
        assertThat(due("2023-06-21T12:59:59Z")).isEqualTo("2023-06-21");
        assertThat(due("2023-06-21T13:00:00Z")).isNull();
    }

    @Test
    void isDueOnDaysOfTheCampaignOnly() {
        assertThat(due("2023-06-19T12:30:00Z")).isNull();
        assertThat(due("2023-09-20T12:30:00Z")).isEqualTo("2023-09-20");
        assertThat(due("2023-09-21T12:30:00Z")).isNull();
    }

    @Test
    void isNotDueBetweenPhases() {
        CampaignHeader header = ThanhAn.planWithAPause().header();
        assertThat(ReminderWebhook.due(header, Duration.ofHours(1), Instant.parse("2023-07-10T12:30:00Z")))
                .contains(LocalDate.parse("2023-07-10"));
        assertThat(ReminderWebhook.due(header, Duration.ofHours(1), Instant.parse("2023-07-12T12:30:00Z")))
                .isEmpty();
    }

    /** Computed with {@code printf '%s' 'm-1.1674087231.{"a":1}' | openssl dgst -sha256 -hmac a-secret-of-24-characters -binary | base64}. */
    @Test
    void isSignedSoThatItsReceiverKnowsWhoSentIt() {
        assertThat(ReminderWebhook.signature(
                        "a-secret-of-24-characters", "m-1", Instant.ofEpochSecond(1674087231), "{\"a\":1}"))
                .isEqualTo("v1,jD3uS9jEYrKWwhSHmr1nF684/aSJsWLWCP4Yefx04MM=");
    }

    private static LocalDate due(String now) {
        return ReminderWebhook.due(ThanhAn.header(), Duration.ofHours(1), Instant.parse(now))
                .orElse(null);
    }
}
