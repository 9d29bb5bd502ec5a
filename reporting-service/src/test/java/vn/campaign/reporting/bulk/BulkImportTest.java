package vn.campaign.reporting.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.bulk.ImportSummary.LineError;
import vn.campaign.reporting.format.BodyRefusedException;
import vn.campaign.reporting.format.BulkFormat;
import vn.campaign.reporting.format.Lines;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.Submission.Kind;
import vn.campaign.reporting.intake.SubmissionChecker;

class BulkImportTest {

    private static final int MAX_LINES = 20_000;
    private static final int MAX_IN_FLIGHT = 3;
    private static final CompletableFuture<?> ACKNOWLEDGED = CompletableFuture.completedFuture(null);

    private final BulkImport bulk =
            new BulkImport(new SubmissionChecker(TestPlan.copy()), MAX_LINES, MAX_LINES, MAX_IN_FLIGHT);
    private final List<ActivationEvent> published = new ArrayList<>();
    private final List<RefusalCode> refused = new ArrayList<>();

    @Test
    void takesGoodLinesAndNamesTheOthers() throws Exception {
        ImportSummary summary = run(
                Kind.REPORT,
                """
                unit,date,source,observedAt,note,ACTIVATED_L1
                thuan-an,2023-06-20,,,,5
                nowhere,2023-06-20,,,,5
                thuan-an,2023-06-21,,,,5.0
                thuan-an,2023-06-21,,,,6
                """);

        assertThat(summary)
                .isEqualTo(new ImportSummary(
                        4,
                        2,
                        2,
                        List.of(
                                new LineError(3, "UNIT_UNKNOWN", "unit", "The campaign has no such unit."),
                                new LineError(
                                        4,
                                        "COUNT_INVALID",
                                        "counts.ACTIVATED_L1",
                                        "A count is a whole number from 0 to 1000.")),
                        null));
        assertThat(published).extracting(ActivationEvent::day).asString().isEqualTo("[2023-06-20, 2023-06-21]");
        assertThat(published).extracting(ActivationEvent::observedAt).containsOnly(TestPlan.NOW);
        assertThat(refused).containsExactly(RefusalCode.UNIT_UNKNOWN, RefusalCode.COUNT_INVALID);
    }

    @Test
    void keepsTheFirstOfStatementsWithOneStamp() throws Exception {
        ImportSummary summary = run(
                Kind.REPORT,
                """
                unit,date,source,observedAt,note,ACTIVATED_L1
                thuan-an,2023-06-21,,,,-1
                thuan-an,2023-06-21,,,,5
                thuan-an,2023-06-21,unit,2023-06-21T17:30:00+07:00,,6
                thuan-an,2023-06-21,night,,,7
                thuan-an,2023-06-21,Night,,,8
                """);

        assertThat(summary.accepted()).isEqualTo(2);
        assertThat(summary.errors())
                .extracting(LineError::line, LineError::code)
                .map(Object::toString)
                .containsExactly("(2L, \"COUNT_INVALID\")", "(4L, \"DUPLICATE_LINE\")", "(6L, \"DUPLICATE_LINE\")");
    }

    @ParameterizedTest
    @EnumSource
    void aSourceIsNormalizedInEveryFormat(BulkFormat format) throws Exception {
        String line =
                "{\"unit\":\"thuan-an\",\"date\":\"2023-06-21\",\"source\":\"Đêm\",\"counts\":{\"ACTIVATED_L1\":5}}";
        String body =
                switch (format) {
                    case JSON -> "[" + line + "]";
                    case NDJSON -> line;
                    case CSV -> "unit,date,source,ACTIVATED_L1\nthuan-an,2023-06-21,Đêm,5\n";
                };
        run(lines(format, Kind.REPORT, body));
        assertThat(published).extracting(ActivationEvent::source).containsExactly("đêm");
    }

    @Test
    void verificationsAreToldApartByUnitDateAndStamp() throws Exception {
        ImportSummary summary = run(
                Kind.VERIFICATION,
                """
                unit,asOf,observedAt,ACTIVATED
                thuan-an,2023-06-21,,5
                thuan-an,2023-06-20,,5
                thuan-an,2023-06-21,,6
                """);
        assertThat(summary.errors()).extracting(LineError::line).containsExactly(4L);
    }

    @Test
    void namesTenThousandErrorsAndCountsTheRest() throws Exception {
        ImportSummary summary = run(Kind.REPORT, "unit,date\n" + "x,y\n".repeat(10_007));
        assertThat(summary.errors()).hasSize(10_000);
        assertThat(summary.errorsOmitted()).isEqualTo(7);
        assertThat(summary.rejected()).isEqualTo(10_007);
    }

    @Test
    void refusesALineTooManyAndSaysWhatWasTaken() {
        String lines = "thuan-an,2023-06-21,,,,5\n" + "x,y,,,,\n".repeat(MAX_LINES);
        assertThatThrownBy(() -> run(Kind.REPORT, "unit,date,source,observedAt,note,ACTIVATED_L1\n" + lines))
                .isInstanceOf(BodyRefusedException.class)
                .hasMessageContaining("20,000 lines")
                .hasMessageContaining("before, 1 were accepted");
        assertThat(published).hasSize(1);
    }

    @Test
    void allRequestsTogetherRememberOnlySoManyLines() throws Exception {
        BulkImport small = new BulkImport(new SubmissionChecker(TestPlan.copy()), MAX_LINES, 5, MAX_IN_FLIGHT);
        for (int sent = 0; sent < 2; sent++) {
            assertThatThrownBy(() -> run(small, lines(BulkFormat.CSV, Kind.REPORT, sources(6))))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(run(small, lines(BulkFormat.CSV, Kind.REPORT, sources(5)))
                            .accepted())
                    .isEqualTo(5);
        }
    }

    @Test
    void hasNoMoreUnderWayThanAllowedAndAnswersAfterTheLast() {
        List<CompletableFuture<Object>> underWay = java.util.Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<ImportSummary> answer = CompletableFuture.supplyAsync(() -> unchecked(sources(10), event -> {
            var acknowledgement = new CompletableFuture<Object>();
            underWay.add(acknowledgement);
            return acknowledgement;
        }));

        for (int acknowledged = 0; acknowledged < 10; acknowledged++) {
            int expected = Math.min(10, acknowledged + MAX_IN_FLIGHT);
            Awaitility.await().until(() -> underWay.size() == expected);
            assertThat(answer).isNotDone();
            underWay.get(acknowledged).complete(null);
        }
        assertThat(answer.join().accepted()).isEqualTo(10);
    }

    @Test
    void failsWhenAnyEventFailsAndPublishesNoMore() {
        var attempts = new AtomicInteger();
        assertThatThrownBy(() -> unchecked(sources(100), event -> {
                    attempts.incrementAndGet();
                    return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
                }))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no broker");
        assertThat(attempts).hasValueLessThanOrEqualTo(MAX_IN_FLIGHT);
    }

    private ImportSummary run(Kind kind, String csv) throws IOException, InterruptedException {
        return run(lines(BulkFormat.CSV, kind, csv));
    }

    private ImportSummary run(Lines lines) throws IOException, InterruptedException {
        return run(bulk, lines);
    }

    private ImportSummary run(BulkImport bulk, Lines lines) throws IOException, InterruptedException {
        return bulk.run(TestPlan.ANYONE, TestPlan.CAMPAIGN, lines, TestPlan.NOW, this::count, event -> {
            published.add(event);
            return ACKNOWLEDGED;
        });
    }

    private ImportSummary unchecked(String csv, Function<ActivationEvent, CompletableFuture<?>> publish) {
        try {
            Lines lines = lines(BulkFormat.CSV, Kind.REPORT, csv);
            return bulk.run(TestPlan.ANYONE, TestPlan.CAMPAIGN, lines, TestPlan.NOW, this::count, publish);
        } catch (IOException | InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private void count(Rejected refusal) {
        refused.add(refusal.code());
    }

    private static String sources(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "thuan-an,2023-06-21,s" + i + ",1\n")
                .collect(Collectors.joining("", "unit,date,source,ACTIVATED_L1\n", ""));
    }

    private static Lines lines(BulkFormat format, Kind kind, String body) throws IOException {
        return format.open(
                new ByteArrayInputStream(body.getBytes(UTF_8)),
                kind,
                Set.of("ACTIVATED", "ACTIVATED_L1", "ACTIVATED_L2"));
    }
}
