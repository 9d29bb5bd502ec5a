package vn.campaign.reporting.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;
import tools.jackson.core.sym.CharsToNameCanonicalizer;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Submission.Kind;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.reporting.plan.PlanCopy;

class BulkFormatTest {

    private static final SubmissionChecker CHECKER = checker();
    private static final String GOOD = "{\"unit\":\"a\",\"date\":\"2023-06-21\",\"counts\":{\"X\":1}}";

    private static final String LONG_NAME = "x".repeat(129);

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(BulkFormat.NDJSON, "", List.of()),
                arguments(BulkFormat.NDJSON, GOOD, List.of("1 ok")),
                arguments(BulkFormat.NDJSON, "\n" + GOOD + "\r\n  \n" + GOOD + "\n", List.of("2 ok", "4 ok")),
                arguments(
                        BulkFormat.NDJSON,
                        "{\n" + GOOD + "{}\nnull\n[]\n7\n" + GOOD,
                        List.of("1 MALFORMED", "2 MALFORMED", "3 MALFORMED", "4 MALFORMED", "5 MALFORMED", "6 ok")),
                arguments(BulkFormat.NDJSON, " ".repeat(70_000) + "\n" + GOOD, List.of("1 TOO_LARGE", "2 ok")),
                arguments(BulkFormat.NDJSON, with("\"unit\":\"b\""), List.of("1 DUPLICATE_KEY unit")),
                arguments(BulkFormat.NDJSON, with("\"counts\":{}"), List.of("1 DUPLICATE_KEY counts")),
                arguments(BulkFormat.NDJSON, with("\"asOf\":\"2023-06-21\""), List.of("1 UNKNOWN_FIELD asOf")),
                arguments(BulkFormat.NDJSON, with("\"note\":{\"a\":[1]}"), List.of("1 MALFORMED note")),
                arguments(BulkFormat.NDJSON, with("\"note\":null"), List.of("1 ok")),
                arguments(BulkFormat.NDJSON, counts("\"X\":1,\"X\":1"), List.of("1 DUPLICATE_KEY counts.X")),
                arguments(BulkFormat.NDJSON, counts("\"X\":\"1\""), List.of("1 MALFORMED counts.X")),
                arguments(BulkFormat.NDJSON, counts("\"X\":null"), List.of("1 MALFORMED counts.X")),
                arguments(BulkFormat.NDJSON, counts("\"X\":NaN"), List.of("1 MALFORMED")),
                arguments(BulkFormat.NDJSON, counts("\"X\":01"), List.of("1 MALFORMED")),
                arguments(BulkFormat.NDJSON, counts("\"X\":1e99999999999"), List.of("1 COUNT_INVALID counts.X")),
                arguments(BulkFormat.NDJSON, counts(manyCounts()), List.of("1 TOO_LARGE counts")),
                arguments(BulkFormat.NDJSON, "{\"counts\":7}", List.of("1 MALFORMED counts")),
                arguments(BulkFormat.NDJSON, "{\"date\":\"2023-06-21\"}", List.of("1 MALFORMED unit")),
                arguments(BulkFormat.NDJSON, "{\"unit\":\"a\"}", List.of("1 MALFORMED date")),
                arguments(
                        BulkFormat.NDJSON,
                        "{\"\\u0007\\u0000" + "x".repeat(120) + "\":1}\n{\"" + LONG_NAME + "\":1}\n"
                                + counts("\"" + LONG_NAME + "\":1") + "\n" + GOOD,
                        List.of("1 UNKNOWN_FIELD ??" + "x".repeat(98), "2 MALFORMED", "3 MALFORMED", "4 ok")),
                arguments(BulkFormat.NDJSON, "\ufeff" + GOOD, List.of("1 ok")),
                arguments(BulkFormat.JSON, "\ufeff[" + GOOD + "]", List.of("1 ok")),
                arguments(BulkFormat.JSON, "[]", List.of()),
                arguments(BulkFormat.JSON, "[" + GOOD + ",\n" + GOOD + "]", List.of("1 ok", "2 ok")),
                arguments(
                        BulkFormat.JSON,
                        "[" + with("\"x\":{\"deep\":[{}]}") + ",[1,[2]],3," + GOOD + "]",
                        List.of("1 UNKNOWN_FIELD x", "2 MALFORMED", "3 MALFORMED", "4 ok")),
                arguments(
                        BulkFormat.JSON,
                        "[" + with("\"unit\":\"b\"") + "," + counts("\"X\":1,\"X\":1") + ","
                                + counts("\"X\":1e99999999999") + "," + with("\"note\":\"\\ud800\"") + "," + GOOD + "]",
                        List.of(
                                "1 DUPLICATE_KEY unit",
                                "2 DUPLICATE_KEY counts.X",
                                "3 COUNT_INVALID counts.X",
                                "4 MALFORMED note",
                                "5 ok")),
                arguments(BulkFormat.JSON, "[" + GOOD + ",{\"unit\":?," + GOOD + "]", List.of("1 ok", "2 MALFORMED")),
                arguments(BulkFormat.JSON, "[" + GOOD + "," + GOOD, List.of("1 ok", "2 ok", "3 MALFORMED")),
                arguments(BulkFormat.JSON, "[" + GOOD + "]]", List.of("1 ok", "2 MALFORMED")),
                arguments(BulkFormat.JSON, "[" + GOOD + "," + "[".repeat(60), List.of("1 ok", "2 MALFORMED")),
                arguments(
                        BulkFormat.JSON,
                        "[{\"note\":\"" + "x".repeat(70_000) + "\"}," + GOOD + "]",
                        List.of("1 MALFORMED")),
                arguments(
                        BulkFormat.JSON,
                        "[{\"counts\":[" + "{\"X\":1},".repeat(9_000) + "{}]}," + GOOD + "]",
                        List.of("1 TOO_LARGE", "2 ok")),
                arguments(
                        BulkFormat.JSON,
                        "[" + GOOD + ",{\"" + LONG_NAME + "\":1}," + GOOD + "]",
                        List.of("1 ok", "2 MALFORMED")),
                arguments(BulkFormat.CSV, "unit,date,X\na,2023-06-21,1\n\nb,2023-06-21,2\n", List.of("2 ok", "4 ok")),
                arguments(
                        BulkFormat.CSV,
                        "\ufeff\"X\",note,date,unit\r\n1,\"a, \"\"b\"\"\",2023-06-21,a\r\n",
                        List.of("2 ok")),
                arguments(
                        BulkFormat.CSV,
                        "unit,date,X,Y\na,2023-06-21,,2\na,2023-06-21\na,2023-06-21,1,2,3\na,,1,2\na,2023-06-21,one,\n",
                        List.of("2 ok", "3 MALFORMED", "4 MALFORMED", "5 MALFORMED date", "6 MALFORMED counts.X")),
                arguments(
                        BulkFormat.CSV,
                        "unit,date,note,X\na,2023-06-21,\"two\nlines\",1\na,2023-06-21,,1\n",
                        List.of("2 MALFORMED note", "4 ok")),
                arguments(
                        BulkFormat.CSV,
                        "unit,date,X\na,2023-06-21,1\n\"" + "x".repeat(200_000),
                        List.of("2 ok", "3 MALFORMED")),
                arguments(
                        BulkFormat.CSV,
                        "unit,date,X\na,2023-06-21,1\n" + "xxxxxxxxx,".repeat(8_000) + "\na,2023-06-21,1\n",
                        List.of("2 ok", "3 MALFORMED")),
                arguments(
                        BulkFormat.CSV, "unit,date,X\n\"a\"b,2023-06-21,1\na,2023-06-21,1\n", List.of("2 MALFORMED")));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("bodies")
    void readsEveryLineItCan(BulkFormat format, String body, List<String> lines) throws IOException {
        assertThat(read(format, stream(body))).isEqualTo(lines);
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                arguments(BulkFormat.JSON, "", "MALFORMED null"),
                arguments(BulkFormat.JSON, GOOD, "MALFORMED null"),
                arguments(BulkFormat.JSON, "nonsense", "MALFORMED null"),
                arguments(BulkFormat.CSV, "", "MALFORMED unit"),
                arguments(BulkFormat.CSV, "unit,X\n", "MALFORMED date"),
                arguments(BulkFormat.CSV, "unit,date,Z\n", "UNKNOWN_FIELD Z"),
                arguments(BulkFormat.CSV, "unit,date,X,X\n", "DUPLICATE_KEY X"),
                arguments(BulkFormat.CSV, "unit;date;X\n", "UNKNOWN_FIELD unit;date;X"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("refusedBodies")
    void refusesABodyWhoseBeginningIsAtFault(BulkFormat format, String body, String refusal) {
        assertThatExceptionOfType(BodyRefusedException.class)
                .isThrownBy(() -> read(format, stream(body)))
                .satisfies(refused -> assertThat(refused.refusal().code() + " "
                                + refused.refusal().field())
                        .isEqualTo(refusal));
    }

    @Test
    void namesThatAreMadeUpAreNotKept() throws IOException {
        for (int i = 0; i < 100; i++) {
            read(BulkFormat.NDJSON, stream("{\"made-up-" + i + "\":1}"));
            read(BulkFormat.JSON, stream("[{\"made-up-" + i + "\":1}]"));
        }
        Object factory = StrictJson.mapper().tokenStreamFactory();
        assertThat(((ByteQuadsCanonicalizer) ReflectionTestUtils.getField(factory, "_byteSymbolCanonicalizer")).size())
                .isZero();
        assertThat(((CharsToNameCanonicalizer) ReflectionTestUtils.getField(factory, "_rootCharSymbols")).size())
                .isZero();
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAndNotReplaced() throws IOException {
        String json = GOOD.replace("}}", "},\"note\":\"\u00ff\"}");
        assertThat(read(
                        BulkFormat.CSV,
                        new SequenceInputStream(stream("unit,date,note,X\n"), latin1("a,2023-06-21,\u00ff,1\n"))))
                .containsExactly("2 MALFORMED");
        assertThat(read(BulkFormat.NDJSON, latin1(json + "\n" + GOOD))).containsExactly("1 MALFORMED", "2 ok");
        // The decoder reads ahead of the parser.
        assertThatThrownBy(() -> read(BulkFormat.JSON, latin1("[" + json + "]")))
                .isInstanceOf(BodyRefusedException.class);
        assertThat(read(BulkFormat.JSON, latin1("[" + GOOD + " ".repeat(10_000) + "," + json + "]")))
                .containsExactly("1 ok", "2 MALFORMED");
    }

    private static InputStream latin1(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatStopsSendingIsNotAFaultInTheBody(BulkFormat format) {
        assertThatThrownBy(() -> read(format, begun(format, new IOException("connection reset"))))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsCutOffIsNotAFaultInIt(BulkFormat format) {
        assertThatThrownBy(() -> read(format, begun(format, new IllegalStateException("too slow"))))
                .hasMessage("too slow");
    }

    private static InputStream begun(BulkFormat format, Exception end) {
        String begun = format == BulkFormat.CSV ? "unit,date,X\n" : "[" + GOOD + ",";
        return new SequenceInputStream(stream(begun), new InputStream() {
            @Override
            public int read() throws IOException {
                if (end instanceof IOException interrupted) {
                    throw interrupted;
                }
                throw (RuntimeException) end;
            }
        });
    }

    private static List<String> read(BulkFormat format, InputStream body) throws IOException {
        List<String> read = new ArrayList<>();
        Lines lines = format.open(body, Kind.REPORT, Set.of("X", "Y"));
        for (Line line = lines.next(); line != null; line = lines.next()) {
            read.add(line.number() + " " + described(line));
        }
        return read;
    }

    /** What comes of a line that is read; what is only missing in it, the check finds. */
    private static String described(Line line) {
        Rejected refusal = line.refusal();
        if (refusal == null
                && CHECKER.check(TestPlan.ANYONE, TestPlan.CAMPAIGN, line.submission(), TestPlan.NOW)
                        instanceof Rejected rejected) {
            refusal = rejected;
        }
        return refusal == null ? "ok" : refusal.code() + (refusal.field() == null ? "" : " " + refusal.field());
    }

    private static SubmissionChecker checker() {
        PlanCopy plans = new PlanCopy();
        CampaignHeader header = TestPlan.header(1);
        plans.put(new CampaignHeader(
                TestPlan.CAMPAIGN,
                1,
                header.name(),
                header.timeZone(),
                header.phases(),
                List.of(indicator("X"), indicator("Y")),
                header.settings(),
                TestPlan.NOW,
                null));
        Stream.of("a", "b").map(code -> TestPlan.unit(code, null, 1, null)).forEach(plans::put);
        return new SubmissionChecker(plans);
    }

    private static Indicator indicator(String code) {
        return new Indicator(code, new Name(code, null), List.of());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String with(String field) {
        return GOOD.substring(0, GOOD.length() - 1) + "," + field + "}";
    }

    private static String counts(String counts) {
        return GOOD.replace("\"X\":1", counts);
    }

    private static String manyCounts() {
        return Stream.iterate(0, i -> i + 1)
                .limit(1_001)
                .map(i -> "\"X" + i + "\":1")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }
}
