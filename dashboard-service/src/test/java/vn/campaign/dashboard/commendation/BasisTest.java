package vn.campaign.dashboard.commendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.commendation.Candidate.Basis;
import vn.campaign.dashboard.pace.DaySeries;
import vn.campaign.dashboard.pace.Pace.PaceTarget;
import vn.campaign.dashboard.pace.Period;

/**
 * Thuận An, ACTIVATED: 148 before the campaign, 509 to reach by 15 July, 250 within phase 2. It reports 372 in phase 1, so
 * 520 in all, 12 on 17 July and 240 on 1 August.
 */
class BasisTest {

    private static final PaceTarget PHASE_1 = new PaceTarget(period("1", "2023-06-20", "2023-07-15"), 509, true, 148);
    private static final PaceTarget PHASE_2 = PaceTarget.withinPeriod(period("2", "2023-07-16", "2023-09-20"), 250);
    private static final LocalDate LATER = LocalDate.parse("2023-12-01");

    private final DaySeries reported = DaySeries.of(
            ThanhAn.header().from(),
            ThanhAn.header().to(),
            ReportedProgress.nothing()
                    .activated("2023-06-21", 372)
                    .activated("2023-07-17", 12)
                    .activated("2023-08-01", 240)
                    .of("thuan-an")
                    .days(),
            List.of("ACTIVATED_L1", "ACTIVATED_L2"));

    private final SortedMap<LocalDate, Long> verified = new TreeMap<>();

    @Test
    void withoutAVerificationTheReportsCount() {
        assertThat(basis(PHASE_1, LATER)).isEqualTo(new Basis(520, null));
        assertThat(basis(PHASE_2, LATER)).isEqualTo(new Basis(252, null));
        assertThat(basis(PHASE_2, LATER).source()).isEqualTo(Basis.Source.REPORTED);
    }

    @Test
    void whatWasReportedAfterTheEndIsTakenOffTheFirstVerificationAfterIt() {
        verified("2023-07-18", 516);
        verified("2023-07-20", 600);
        assertThat(basis(PHASE_1, LATER)).isEqualTo(new Basis(504, LocalDate.parse("2023-07-18")));
    }

    @Test
    void theLastDayItselfAndTheTenthAfterItAreInTimeAndNoOthers() {
        verified("2023-07-14", 1);
        verified("2023-07-26", 2);
        assertThat(basis(PHASE_1, LATER).source()).isEqualTo(Basis.Source.REPORTED);
        verified("2023-07-25", 600);
        assertThat(basis(PHASE_1, LATER).value()).isEqualTo(588);
        verified("2023-07-15", 500);
        assertThat(basis(PHASE_1, LATER).value()).isEqualTo(500);
    }

    @Test
    void asOfADayBeforeTheVerificationTheReportsCount() {
        verified("2023-07-18", 516);
        assertThat(basis(PHASE_1, LocalDate.parse("2023-07-17"))).isEqualTo(new Basis(520, null));
        assertThat(basis(PHASE_1, LocalDate.parse("2023-06-20"))).isEqualTo(new Basis(148, null));
    }

    @Test
    void withinAPeriodOnlyWhatWasVerifiedOnTopOfTheEarlierFigureCounts() {
        verified("2023-09-21", 770);
        assertThat(basis(PHASE_2, LATER).value())
                .as("520 had been reported before")
                .isEqualTo(250);
        verified("2023-07-10", 500);
        verified("2023-07-15", 510);
        assertThat(basis(PHASE_2, LATER).value())
                .as("510 had been verified before")
                .isEqualTo(260);
    }

    private Basis basis(PaceTarget target, LocalDate asOf) {
        return Basis.of(target, reported, verified, 148, asOf);
    }

    private void verified(String asOf, long value) {
        verified.put(LocalDate.parse(asOf), value);
    }

    private static Period period(String code, String from, String to) {
        return new Period(code, LocalDate.parse(from), LocalDate.parse(to), 25);
    }
}
