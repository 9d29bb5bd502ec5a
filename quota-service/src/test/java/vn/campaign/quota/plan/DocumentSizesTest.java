package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.undercouch.bson4jackson.BsonFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/** The largest documents that a plan allows, of the longest statements that events can make, fit into the store. */
class DocumentSizesTest {

    private static final int MAX_DOCUMENT = 16 << 20;
    private static final LocalDate FIRST = LocalDate.parse("2023-06-20");
    private static final Instant RECEIVED = Instant.parse("2023-06-21T10:30:00.123Z");
    private static final long MAX_COUNT = 10_000_000_000L;
    /** Each takes four bytes. */
    private static final String CHARACTER = "\uD83D\uDE00";

    private static final String LETTER = "\uD801\uDC28";
    private static final String CODE = "a".repeat(64);

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 16", "35, 16", "58, 64", "160, 16", "200, 12"})
    void theLargestSheetFitsIntoADocument(int indicators, int codeLength) {
        CampaignHeader header = PlanCheckTest.header(indicators, codeLength, 1);
        ActivationReported reported = reported(header, 500);
        Register register = register(new RegisterValue(
                RECEIVED, reported.eventId(), RECEIVED, reported.counts(), reported.note(), reported.by()));
        Map<String, Register> sources = new HashMap<>();
        for (int source = 0; source < DaySheet.MAX_SOURCES; source++) {
            sources.put("%02d".formatted(source) + LETTER.repeat(62), register);
        }
        Map<String, DaySum> children = new HashMap<>();
        for (int child = 0; child < DocumentSizes.maxChildren(header); child++) {
            children.put("%064d".formatted(child), largest(header));
        }

        assertThat(children).isNotEmpty();
        assertThat(size(new DaySheet(CODE, CODE, FIRST, CODE, largest(header), largest(header), sources, children)))
                .isLessThan(MAX_DOCUMENT);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 16", "35, 16", "58, 64", "160, 16", "200, 12"})
    void theLargestProgressFitsIntoADocument(int indicators, int codeLength) {
        CampaignHeader header = PlanCheckTest.header(indicators, codeLength, 1);
        int days = DocumentSizes.maxDays(header);
        header = PlanCheckTest.header(indicators, codeLength, days);
        ActivationVerified verified = ActivationVerified.of(
                CODE, CODE, FIRST, counts(header), RECEIVED, RECEIVED, Integer.MAX_VALUE, CHARACTER.repeat(128));
        Register register = register(new RegisterValue(
                RECEIVED, verified.eventId(), RECEIVED, verified.counts(), verified.note(), verified.by()));
        TreeMap<LocalDate, DaySum> sums = new TreeMap<>();
        TreeMap<LocalDate, Register> verifications = new TreeMap<>();
        for (LocalDate date = header.verifiableFrom(); !date.isAfter(header.verifiableTo()); date = date.plusDays(1)) {
            sums.put(date, largest(header));
            verifications.put(date, register);
        }

        assertThat(days).isPositive();
        assertThat(size(new NodeProgress(CODE, CODE, CODE, true, sums, verifications)))
                .isLessThan(MAX_DOCUMENT);
    }

    @Test
    void noStatementIsLonger() {
        CampaignHeader header = PlanCheckTest.header(1, 1, 1);
        assertThatThrownBy(() -> reported(header, 501)).hasMessageContaining("note");
    }

    private static ActivationReported reported(CampaignHeader header, int note) {
        return ActivationReported.of(
                CODE,
                CODE,
                FIRST,
                LETTER.repeat(64),
                counts(header),
                CHARACTER.repeat(note),
                RECEIVED,
                RECEIVED,
                Integer.MAX_VALUE,
                CHARACTER.repeat(128));
    }

    private static Map<String, Long> counts(CampaignHeader header) {
        Map<String, Long> counts = new HashMap<>();
        header.indicators().forEach(indicator -> counts.put(indicator.code(), MAX_COUNT));
        return counts;
    }

    private static Register register(RegisterValue statement) {
        return new Register(statement, Collections.nCopies(Register.MAX_EARLIER, statement), RECEIVED, RECEIVED);
    }

    private static DaySum largest(CampaignHeader header) {
        Map<String, VerifiedStep> verified = new HashMap<>();
        VerifiedStep step = new VerifiedStep(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
        header.indicators().forEach(indicator -> verified.put(indicator.code(), step));
        return new DaySum(counts(header), Integer.MAX_VALUE, Integer.MAX_VALUE, RECEIVED, RECEIVED, verified);
    }

    private static int size(Object document) {
        return ContractJson.in(new BsonFactory()).writeValueAsBytes(document).length;
    }
}
