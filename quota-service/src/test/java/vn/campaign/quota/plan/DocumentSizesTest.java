package vn.campaign.quota.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.undercouch.bson4jackson.BsonFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.plan.PlanRecords;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.StatedSum;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;
import vn.campaign.testing.UnitPlanBuilder;

/**
 * The largest documents that a plan allows, of the longest statements that events can make, fit into the store, and the largest
 * documents of a plan into records.
 */
class DocumentSizesTest {

    private static final int MAX_DOCUMENT = 16 << 20;
    private static final int MAX_RECORD = 1 << 20;
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

    @Test
    void theLargestUnitAndWhatReplacesItByAnotherFitIntoRecords() {
        CampaignHeader header = PlanCheckTest.header(1, 1, 1);
        int room = DocumentSizes.PLANNED - json(unit("").build());
        UnitPlan one = unit("A".repeat(room)).build();
        UnitPlan other = unit("B".repeat(room)).build();

        assertThat(PlanCheck.of(header, one)).isEmpty();
        assertThat(PlanCheck.of(header, unit("A".repeat(room + 1)).build()))
                .extracting(PlanCheck.Violation::field)
                .containsExactly("statedSums");
        SortedSet<String> formerParents = IntStream.range(0, 2 * DocumentSizes.MAX_FORMER_PARENTS)
                .mapToObj("%064d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
        UnitPlan before = new UnitPlanBuilder(one).reopened(phases("x")).build();
        UnitPlan after = new UnitPlanBuilder(other)
                .reopened(phases("y"))
                .formerParents(formerParents)
                .build();
        assertThat(record(after)).isLessThan(MAX_RECORD);
        assertThat(record(entry(before, after))).isLessThan(MAX_RECORD);
        assertThat(DocumentSizes.fitsRecord(entry(before, after))).isTrue();
    }

    private static UnitPlanBuilder unit(String sum) {
        return new UnitPlanBuilder(CODE, CODE)
                .version(Integer.MAX_VALUE)
                .position(Integer.MAX_VALUE)
                .statedSums(List.of(new StatedSum(sum, null, List.of("A"), 1)));
    }

    private static Map<String, LocalDate> phases(String first) {
        return IntStream.range(0, 50)
                .mapToObj(number -> first + "%015d".formatted(number))
                .collect(Collectors.toMap(code -> code, code -> FIRST));
    }

    @Test
    void theLargestHeaderAndWhatReplacesItByAnotherFitIntoRecords() {
        int name = IntStream.range(1, 300)
                .filter(length -> !DocumentSizes.isPublishable(header(length + 1, '\u0001')))
                .findFirst()
                .orElseThrow();
        CampaignHeader one = header(name, '\u0001');
        CampaignHeader other = header(name, '\u0002');

        assertThat(PlanCheck.of(new Plan(one, null), Map.of())).isEmpty();
        assertThat(PlanCheck.of(new Plan(header(name + 1, '\u0001'), null), Map.of()))
                .extracting(PlanCheck.Violation::field)
                .containsExactly("indicators");
        assertThat(record(other.at(Integer.MAX_VALUE, RECEIVED).archived(RECEIVED)))
                .isLessThan(MAX_RECORD);
        assertThat(record(entry(one, other))).isLessThan(MAX_RECORD);
    }

    /** @param character of the indicators' names, six bytes as JSON */
    private static CampaignHeader header(int name, char character) {
        CampaignHeader header = PlanCheckTest.header(200, 12, 1);
        Name given = new Name(
                String.valueOf(character).repeat(name),
                String.valueOf(character).repeat(name));
        return new CampaignHeader(
                header.campaign(),
                1,
                given,
                header.timeZone(),
                header.phases(),
                header.indicators().stream()
                        .map(indicator -> new Indicator(indicator.code(), given, null))
                        .toList(),
                header.settings(),
                null,
                null);
    }

    private static PlanChange entry(Object before, Object after) {
        return Changes.entry(
                CODE, Integer.MAX_VALUE, Integer.MAX_VALUE, RECEIVED, CHARACTER.repeat(128), CODE, before, after);
    }

    private static int json(Object document) {
        return ContractJson.mapper().writeValueAsBytes(document).length;
    }

    /** As a producer estimates a batch of one record, to see whether it is too large. */
    private static int record(PlanDocument document) {
        ProducerRecord<String, byte[]> record = PlanRecords.write(document);
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers().toArray());
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
