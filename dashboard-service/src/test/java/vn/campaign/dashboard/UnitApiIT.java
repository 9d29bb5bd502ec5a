package vn.campaign.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

class UnitApiIT extends RunningService {

    private static final LocalDate DAY = LocalDate.parse("2023-06-20");
    private static final String RECEIPT = "?unit=thuan-an&date=2023-06-20&partition=3&offset=17";

    private static final RegisterValue FIRST = statement("first", "2023-06-20T12:00:00Z", Map.of("ACTIVATED_L2", 3L));
    private static final RegisterValue CORRECTED =
            statement("corrected", "2023-06-20T14:00:00Z", Map.of("ACTIVATED_L1", 5L, "ACTIVATED_L2", 12L));
    private static final RegisterValue LATE = statement("late", "2023-06-20T13:00:01Z", Map.of("GUIDED", 2L));
    private static final Register ONLY_LATE = new Register(LATE, null, LATE.receivedAt(), LATE.receivedAt());
    private static final RegisterValue TAKEN_BACK = statement("taken-back", "2023-06-20T15:00:00Z", null);

    @BeforeEach
    void aDayOfThreeSources() {
        store.sheet(
                ThanhAn.HAMLET,
                DAY,
                new DaySum(
                        Map.of("ACTIVATED_L1", 5L, "ACTIVATED_L2", 12L, "GUIDED", 2L),
                        1,
                        0,
                        LATE.receivedAt(),
                        LATE.receivedAt(),
                        null),
                Map.of(
                        "unit", new Register(CORRECTED, List.of(FIRST), FIRST.receivedAt(), CORRECTED.receivedAt()),
                        "web", ONLY_LATE,
                        "wrong",
                                new Register(TAKEN_BACK, List.of(FIRST), FIRST.receivedAt(), TAKEN_BACK.receivedAt())));
        store.position(3, 18, CORRECTED.receivedAt());
    }

    @Test
    void aDayShowsItsSourcesAndACorrectionDoesNotMakeItLate() {
        get("/units/thuan-an/days?from=2023-06-20&to=2023-06-20")
                .jsonPath("$.days")
                .value(hasSize(1))
                .jsonPath("$.days[0].sums.ACTIVATED")
                .isEqualTo(17)
                .jsonPath("$.days[0].sums.GUIDED")
                .isEqualTo(2)
                .jsonPath("$.days[0].sums.ENROLLED_L2")
                .isEqualTo(0)
                .jsonPath("$.days[0].timeliness")
                .isEqualTo("ON_TIME")
                .jsonPath("$.days[0].deadline")
                .isEqualTo("2023-06-20T13:00:00Z")
                .jsonPath("$.days[0].sources[0].source")
                .isEqualTo("unit")
                .jsonPath("$.days[0].sources[0].eventId")
                .isEqualTo("corrected")
                .jsonPath("$.days[0].sources[0].counts.ACTIVATED_L2")
                .isEqualTo(12)
                .jsonPath("$.days[0].sources[0].observedAt")
                .isEqualTo("2023-06-20T14:00:00Z")
                .jsonPath("$.days[0].sources[0].firstReceivedAt")
                .isEqualTo("2023-06-20T12:00:00Z")
                .jsonPath("$.days[0].sources[0].note")
                .isEqualTo("note of corrected")
                .jsonPath("$.days[0].sources[0].timeliness")
                .isEqualTo("ON_TIME")
                .jsonPath("$.days[0].sources[0].earlier[0].eventId")
                .isEqualTo("first")
                .jsonPath("$.days[0].sources[1].timeliness")
                .isEqualTo("LATE")
                .jsonPath("$.days[0].sources[2].withdrawn")
                .isEqualTo(true)
                .jsonPath("$.days[0].sources[2].timeliness")
                .value(nullValue());
    }

    @Test
    void todayIsDueUntilItsDeadline() {
        get("/units/thuan-an/days")
                .jsonPath("$.from")
                .isEqualTo("2023-06-20")
                .jsonPath("$.to")
                .isEqualTo("2023-06-21")
                .jsonPath("$.days[1].timeliness")
                .isEqualTo("DUE");
        get("/units/xa-co/days").jsonPath("$.days[0].timeliness").isEqualTo("MISSING");
        get("/units/thanh-an/days").jsonPath("$.days[0].timeliness").value(nullValue());
    }

    @Test
    void aReceiptIsPendingUntilThePositionHasPassedItsRecord() {
        store.position(3, 17, CORRECTED.receivedAt());
        get("/receipts/corrected" + RECEIPT + "&source=unit")
                .jsonPath("$.state")
                .isEqualTo("PENDING")
                .jsonPath("$.stands")
                .doesNotExist();
        get("/receipts/corrected" + RECEIPT.replace("partition=3", "partition=4") + "&source=unit")
                .jsonPath("$.state")
                .isEqualTo("PENDING");
    }

    @Test
    void aCountedStatementSaysHowItStands() {
        counted("corrected", "unit", "STANDING");
        counted("first", "unit", "SUPERSEDED");
        counted("first", "wrong", "WITHDRAWN");
        counted("taken-back", "wrong", "STANDING");
    }

    @Test
    void aReceiptTellsWhatStandsInstead() {
        get("/receipts/first" + RECEIPT + "&source=unit")
                .jsonPath("$.stands.eventId")
                .isEqualTo("corrected")
                .jsonPath("$.stands.by")
                .isEqualTo("thuan-an")
                .jsonPath("$.stands.observedAt")
                .isEqualTo("2023-06-20T14:00:00Z")
                .jsonPath("$.stands.receivedAt")
                .isEqualTo("2023-06-20T14:00:00Z")
                .jsonPath("$.stands.withdrawn")
                .isEqualTo(false)
                .jsonPath("$.stands.counts.ACTIVATED_L2")
                .isEqualTo(12);
        get("/receipts/first" + RECEIPT + "&source=wrong")
                .jsonPath("$.stands.eventId")
                .isEqualTo("taken-back")
                .jsonPath("$.stands.withdrawn")
                .isEqualTo(true);
    }

    @Test
    void thePageTellsWhatWasReplacedAndByWhom() {
        assertThat(unitPage())
                .contains(
                        "12 (Note: note of corrected) received 21:00:00 20/06/2023 from thuan-an"
                                + " Replaces: Activated, level 2 3 (Note: note of first) received 19:00:00 20/06/2023 from thuan-an")
                .contains("Withdrawn (Note: note of taken-back) received 22:00:00 20/06/2023 from thuan-an"
                        + " Takes back: Activated, level 2 3");
    }

    @Test
    void thePageTellsWhatWasMadeLongBeforeItWasReceivedAndWhatCameFirst() {
        RegisterValue offline = new RegisterValue(
                Instant.parse("2023-06-20T14:30:00Z"),
                "offline",
                Instant.parse("2023-06-20T22:00:00Z"),
                Map.of("ACTIVATED_L2", 14L),
                null,
                "night-shift");
        store.sheet(
                ThanhAn.HAMLET,
                DAY,
                DaySum.NOTHING,
                Map.of(
                        "unit",
                        new Register(offline, List.of(CORRECTED, FIRST), FIRST.receivedAt(), offline.receivedAt())));
        assertThat(unitPage())
                .contains("Activated, level 2 14 received 05:00:00 21/06/2023 from night-shift made 21:30:00 20/06/2023"
                        + " Replaces: Activated, level 1 5, Activated, level 2 12 (Note: note of corrected) received")
                .contains("Before (1) First reported 19:00:00 20/06/2023 Activated, level 2 3 (Note: note of first)");
    }

    private String unitPage() {
        return text("/campaigns/thanh-an-2023/units/thuan-an?lang=en")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void theLargestDayIsOfAllDaysUpToTheAsOfDate() {
        store.put(ReportedProgress.nothing()
                .reported("2023-06-20", 1, Map.of("ACTIVATED_L2", 12L, "GUIDED", 2L))
                .reported("2023-06-21", 1, Map.of("ACTIVATED_L2", 5L))
                .reported("2023-06-22", 1, Map.of("ACTIVATED_L2", 90L))
                .of(ThanhAn.HAMLET));
        get("/units/thuan-an/days?from=2023-06-21&to=2023-06-21")
                .jsonPath("$.largestDay")
                .isEqualTo(Map.of("ACTIVATED_L2", 12, "GUIDED", 2));
        get("/units/xa-co/days").jsonPath("$.largestDay").isEqualTo(Map.of());
    }

    @Test
    void aVerificationsReceiptIsFoundWithOrWithoutItsSource() {
        RegisterValue verified = statement("verified", "2023-06-20T16:00:00Z", Map.of("ACTIVATED", 160L));
        TreeMap<LocalDate, Register> verifications = new TreeMap<>();
        verifications.put(DAY, new Register(verified, null, verified.receivedAt(), verified.receivedAt()));
        store.put(new NodeProgress(ThanhAn.CAMPAIGN, ThanhAn.HAMLET, "v2", null, null, verifications));
        get("/receipts/verified" + RECEIPT).jsonPath("$.standing").isEqualTo("STANDING");
        counted("verified", "", "STANDING"); // as the link in a verification's receipt says it
        store.sheet(ThanhAn.HAMLET, DAY, DaySum.NOTHING, Map.of("verification", ONLY_LATE));
        counted("late", "verification", "STANDING"); // a source may have that name
        counted("verified", "", "STANDING");
    }

    @Test
    void aRefusedRecordSaysWhy() {
        store.deadLetter(3, 16, "counts: must be whole numbers");
        get("/receipts/broken" + RECEIPT.replace("offset=17", "offset=16"))
                .jsonPath("$.state")
                .isEqualTo("REFUSED")
                .jsonPath("$.reason")
                .isEqualTo("counts: must be whole numbers");
    }

    @Test
    void aRecordThatWasPutBackIsFollowedToWhereItIsNow() {
        store.deadLetter(3, 15, "of the future", new DeadLetter.Redriven(ReportedProgress.RECEIVED, "operator", 3, 17));
        get("/receipts/corrected" + RECEIPT.replace("offset=17", "offset=15") + "&source=unit")
                .jsonPath("$.state")
                .isEqualTo("COUNTED");
        store.deadLetter(3, 15, "of the future", new DeadLetter.Redriven(ReportedProgress.RECEIVED, "operator", 3, 18));
        get("/receipts/corrected" + RECEIPT.replace("offset=17", "offset=15") + "&source=unit")
                .jsonPath("$.state")
                .isEqualTo("PENDING");
        store.deadLetter(3, 15, "of the future", new DeadLetter.Redriven(ReportedProgress.RECEIVED, "operator", 3, 14));
        store.deadLetter(3, 14, "still of the future");
        get("/receipts/corrected" + RECEIPT.replace("offset=17", "offset=15") + "&source=unit")
                .jsonPath("$.reason")
                .isEqualTo("still of the future");
    }

    @Test
    void aReceiptThatWasNeverGivenIsUnknown() {
        unknown("unit");
        unknown("zalo");
    }

    @Test
    void aSourceThatAFullDayHasNoPlaceForIsRefused() {
        sheetOf(DaySheet.MAX_SOURCES);
        get("/receipts/zalo" + RECEIPT + "&source=zalo")
                .jsonPath("$.state")
                .isEqualTo("REFUSED")
                .jsonPath("$.reason")
                .isEqualTo("TOO_MANY_SOURCES");
        counted("late", "s98", "STANDING");
        unknown("a");
        sheetOf(DaySheet.MAX_SOURCES - 1);
        unknown("zalo");
    }

    @Test
    void aSourceIsFoundHoweverItIsSpelled() {
        counted("late", "WEB", "STANDING");
        store.sheet(ThanhAn.HAMLET, DAY, DaySum.NOTHING, Map.of("Web", ONLY_LATE));
        counted("late", "Web", "STANDING"); // as an event of an earlier version named it
    }

    private void sheetOf(int sources) {
        Map<String, Register> all = new HashMap<>(Map.of("unit", ONLY_LATE));
        IntStream.range(0, sources - 1).forEach(i -> all.put("s%02d".formatted(i), ONLY_LATE));
        store.sheet(ThanhAn.HAMLET, DAY, DaySum.NOTHING, all);
    }

    private void unknown(String source) {
        http.get()
                .uri(API + "/receipts/invented" + RECEIPT + "&source=" + source)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("RECEIPT_UNKNOWN");
    }

    private void counted(String eventId, String source, String standing) {
        get("/receipts/" + eventId + RECEIPT + "&source=" + source)
                .jsonPath("$.state")
                .isEqualTo("COUNTED")
                .jsonPath("$.standing")
                .isEqualTo(standing);
    }

    private BodyContentSpec get(String path) {
        return http.get().uri(API + path).exchange().expectStatus().isOk().expectBody();
    }

    private static RegisterValue statement(String id, String at, Map<String, Long> counts) {
        return new RegisterValue(Instant.parse(at), id, Instant.parse(at), counts, "note of " + id, "thuan-an");
    }
}
