package vn.campaign.dashboard.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.ReportedProgress;

class VerifiedFigureTest {

    /** 30 June: one leaf has 300 of 320 reported; 5 July: it has 30 more of 20 more, and a second leaf joins. */
    private static final NodeProgress PROGRESS = ReportedProgress.nothing()
            .verified("2023-06-30", "ACTIVATED", 300, 320, 1)
            .verified("2023-07-05", "ACTIVATED", 130, 105, 1)
            .of("thanh-an");

    @Test
    void theNewestVerificationUpToTheDayIsTheSumOfTheSteps() {
        assertThat(on("2023-06-29")).isNull();
        assertThat(on("2023-06-30")).isEqualTo(new VerifiedFigure(300, 320, 1, LocalDate.parse("2023-06-30")));
        assertThat(on("2023-07-05")).isEqualTo(new VerifiedFigure(430, 425, 2, LocalDate.parse("2023-07-05")));
    }

    @Test
    void theGapIsWhatWasReportedButNotVerified() {
        assertThat(on("2023-07-04").gap()).isEqualTo(20);
        assertThat(on("2023-07-05").gap()).isEqualTo(-5);
    }

    @Test
    void aGapAboveToleranceIsOverReported() {
        assertThat(on("2023-06-30").overReported(Settings.defaults())).isTrue(); // 20 > 2 % of 300
        assertThat(on("2023-06-30").overReported(tolerance(20, "0.02"))).isFalse();
        assertThat(on("2023-06-30").overReported(tolerance(19, "0.06"))).isTrue(); // 19 > 18, 20 > 19
        assertThat(on("2023-06-30").overReported(tolerance(0, "0.067"))).isFalse(); // 20.1
    }

    private static VerifiedFigure on(String day) {
        return VerifiedFigure.of(PROGRESS.days(), "ACTIVATED", LocalDate.parse(day));
    }

    private static Settings tolerance(long count, String share) {
        return new Settings(null, null, null, null, count, new BigDecimal(share), null, null, null);
    }
}
