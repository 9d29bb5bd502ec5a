package vn.campaign.dashboard;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** Completeness, reminders, commendation and summaries over the wire, on the evening of 21 June 2023 at 17:31. */
class RulesApiIT extends RunningService {

    /** Thuận An reports on both days, 20 June late; the other hamlets do not, so the commune shows what it does. */
    @BeforeEach
    void oneHamletReports() {
        ReportedProgress progress = ReportedProgress.nothing()
                .late("2023-06-20", 5)
                .activated("2023-06-21", 12)
                .stated("2023-06-20", 150, 153);
        store.put(progress.of(ThanhAn.HAMLET));
        store.put(progress.of(ThanhAn.COMMUNE));
    }

    @Test
    void completenessOfTheCommuneAndItsHamlets() {
        get("/completeness")
                .jsonPath("$.from")
                .isEqualTo("2023-06-20")
                .jsonPath("$.to")
                .isEqualTo("2023-06-21")
                .jsonPath("$.node.code")
                .isEqualTo("thanh-an")
                .jsonPath("$.node.expected")
                .isEqualTo(11)
                .jsonPath("$.node.late")
                .isEqualTo(1)
                .jsonPath("$.node.missing")
                .isEqualTo(10)
                .jsonPath("$.node.reportingRate")
                .isEqualTo(0.0909)
                .jsonPath("$.node.missingStreak")
                .value(nullValue())
                .jsonPath("$.node.days[1].due")
                .isEqualTo(10)
                .jsonPath("$.node.days[1].onTime")
                .isEqualTo(1)
                .jsonPath("$.children")
                .value(hasSize(11))
                .jsonPath("$.children[0].missingStreak")
                .isEqualTo(0)
                .jsonPath("$.children[1].missingStreak")
                .isEqualTo(1);
    }

    @Test
    void completenessOfARangeAsOfADay() {
        get("/completeness?node=thuan-an&asOf=2023-06-20")
                .jsonPath("$.to")
                .isEqualTo("2023-06-20")
                .jsonPath("$.node.days")
                .value(hasSize(1));
        get("/completeness?from=2023-06-21&to=2023-12-31")
                .jsonPath("$.to")
                .isEqualTo("2023-06-21")
                .jsonPath("$.node.expected")
                .isEqualTo(0)
                .jsonPath("$.node.reportingRate")
                .value(nullValue());
        refused("/completeness?from=2023-06-22&to=2023-06-21", HttpStatus.BAD_REQUEST, "MALFORMED");
    }

    @Test
    void whomToRemindToday() {
        get("/missing")
                .jsonPath("$.date")
                .isEqualTo("2023-06-21")
                .jsonPath("$.deadline")
                .isEqualTo("2023-06-21T13:00:00Z")
                .jsonPath("$.passed")
                .isEqualTo(false)
                .jsonPath("$.expected")
                .isEqualTo(20)
                .jsonPath("$.reported")
                .isEqualTo(1)
                .jsonPath("$.total")
                .isEqualTo(19)
                .jsonPath("$.units")
                .value(hasSize(19))
                .jsonPath("$.units[0].code")
                .isEqualTo("tra-thanh-lo-o")
                .jsonPath("$.units[0].state")
                .isEqualTo("DUE")
                .jsonPath("$.units[0].missingStreak")
                .isEqualTo(1)
                .jsonPath("$.units[0].above[0].code")
                .isEqualTo("thanh-an");
    }

    @Test
    void whoWasMissingYesterdayOfOneNodePageByPage() {
        get("/missing?date=2023-06-20&node=thanh-an&page=1&size=4")
                .jsonPath("$.total")
                .isEqualTo(10)
                .jsonPath("$.units[0].state")
                .isEqualTo("MISSING")
                .jsonPath("$.units[*].code")
                .value(contains("phum-lu-tu-ly", "thanh-son", "an-hoa", "bu-dinh"));
        get("/missing?page=1&size=10")
                .jsonPath("$.units")
                .value(hasSize(9))
                .jsonPath("$.units[0].code")
                .isEqualTo("can-bo-ccvc");
        get("/missing?date=2023-12-24")
                .jsonPath("$.expected")
                .isEqualTo(0)
                .jsonPath("$.total")
                .isEqualTo(0);
    }

    @Test
    void theRankingKeepsTerritoriesAndOrganisationsApart() {
        get("/ranking?phase=1")
                .jsonPath("$.provisional")
                .isEqualTo(true)
                .jsonPath("$.dimensions[*].root.kind")
                .value(contains("TERRITORY", "ORGANISATION"))
                .jsonPath("$.dimensions[0].total")
                .isEqualTo(11)
                .jsonPath("$.dimensions[0].eligible")
                .isEqualTo(0)
                .jsonPath("$.dimensions[0].units[0].code")
                .isEqualTo("thuan-an")
                .jsonPath("$.dimensions[0].units[0].basis")
                .isEqualTo(165)
                .jsonPath("$.dimensions[0].units[0].basisSource")
                .isEqualTo("REPORTED")
                .jsonPath("$.dimensions[0].units[0].percent")
                .isEqualTo(32.4)
                .jsonPath("$.dimensions[0].units[0].gap")
                .isEqualTo(3)
                .jsonPath("$.dimensions[0].units[0].overReported")
                .isEqualTo(false)
                .jsonPath("$.dimensions[0].units[0].eligible")
                .isEqualTo(false)
                .jsonPath("$.dimensions[0].units[0].reasons")
                .value(contains("TARGET_MISSED"))
                .jsonPath("$.dimensions[0].units[1].reasons")
                .value(contains("TARGET_MISSED", "REPORTING_TOO_RARE"))
                .jsonPath("$.dimensions[0].reviewTotal")
                .isEqualTo(10)
                .jsonPath("$.dimensions[1].units[0].target")
                .isEqualTo(450);
    }

    @Test
    void thePhaseSummary() {
        get("/phases/1/summary")
                .jsonPath("$.parts")
                .value(hasSize(1))
                .jsonPath("$.parts[0].phase")
                .isEqualTo("1")
                .jsonPath("$.parts[0].dimensions[0].total.code")
                .isEqualTo("thanh-an")
                .jsonPath("$.parts[0].dimensions[0].total.indicators.ACTIVATED.cumulative")
                .isEqualTo(1831)
                .jsonPath("$.parts[0].dimensions[0].total.indicators.ACTIVATED.verifiedShare")
                .isEqualTo(9.1)
                .jsonPath("$.parts[0].dimensions[0].rows")
                .value(hasSize(11))
                .jsonPath("$.parts[0].dimensions[0].rows[0].reporting.late")
                .isEqualTo(1)
                .jsonPath("$.parts[0].dimensions[0].rows[0].commendation.reasons")
                .value(contains("TARGET_MISSED"))
                .jsonPath("$.parts[0].dimensions[1].rows")
                .value(hasSize(9))
                .jsonPath("$.findings[0].code")
                .isEqualTo("CHILDREN_DIFFER");
        refused("/phases/9/summary", HttpStatus.NOT_FOUND, "PHASE_UNKNOWN");
    }

    @Test
    void theFinalSummaryIsSplitByPhase() {
        get("/final-summary?node=thanh-an&asOf=2023-06-20")
                .jsonPath("$.asOf")
                .isEqualTo("2023-06-20")
                .jsonPath("$.parts[*].phase")
                .value(contains("1", "2", "all"))
                .jsonPath("$.parts[0].dimensions")
                .value(hasSize(1))
                .jsonPath("$.parts[0].dimensions[0].total.indicators.ACTIVATED.cumulative")
                .isEqualTo(1819);
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(API + path).exchange().expectStatus().isOk().expectBody();
    }

    private void refused(String path, HttpStatus status, String code) {
        http.get()
                .uri(API + path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }
}
