package vn.campaign.dashboard.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.pace.Deadline.Timeliness;

class DeadlineTest {

    private static final LocalDate DAY = LocalDate.parse("2023-06-21");

    private final Deadline deadline = deadline(LocalTime.of(20, 0), 0);

    @Test
    void eightInTheEveningIsStillOnTime() {
        assertThat(at("2023-06-21T13:00:00Z")).isEqualTo(Timeliness.ON_TIME);
        assertThat(at("2023-06-21T13:00:00.001Z")).isEqualTo(Timeliness.LATE);
    }

    @Test
    void aDayWithoutAReportIsDueUntilItsDeadlineAndThenMissing() {
        assertThat(deadline.timeliness(DAY, null, Instant.parse("2023-06-21T13:00:00Z")))
                .isEqualTo(Timeliness.DUE);
        assertThat(deadline.timeliness(DAY, null, Instant.parse("2023-06-21T13:00:01Z")))
                .isEqualTo(Timeliness.MISSING);
    }

    @Test
    void theDeadlineMayLieDaysLater() {
        Deadline nextNoon = deadline(LocalTime.NOON, 1);
        assertThat(nextNoon.on(DAY)).isEqualTo("2023-06-22T05:00:00Z");
    }

    private Timeliness at(String firstReceivedAt) {
        return deadline.timeliness(DAY, Instant.parse(firstReceivedAt), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static Deadline deadline(LocalTime time, int daysAfter) {
        CampaignHeader header = ThanhAn.plan().header();
        return new Deadline(new CampaignHeader(
                header.campaign(),
                1,
                header.name(),
                header.timeZone(),
                header.phases(),
                header.indicators(),
                new Settings(null, time, daysAfter, null, null, null, null, null, null),
                null,
                null));
    }
}
