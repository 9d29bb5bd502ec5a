package vn.campaign.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.event.ActivationEvent.ActivationReported;
import vn.campaign.contract.event.ActivationEvent.ActivationVerified;
import vn.campaign.contract.event.ActivationEvent.ReportWithdrawn;
import vn.campaign.contract.event.ActivationEvent.VerificationWithdrawn;

class EventRecordsTest {

    private static final LocalDate DAY = LocalDate.parse("2023-06-21");
    private static final Instant OBSERVED = Instant.parse("2023-06-21T10:30:00Z");
    private static final Instant RECEIVED = Instant.parse("2023-06-21T10:30:01.250Z");
    private static final Map<String, Long> COUNTS = Map.of("ACTIVATED_L1", 5L, "ACTIVATED_L2", 12L);

    static final List<ActivationEvent> EVENTS = List.of(
            ActivationReported.of(
                    "thanh-an-2023", "thuan-an", DAY, "unit", COUNTS, "chợ phiên", OBSERVED, RECEIVED, 3, null),
            ReportWithdrawn.of("thanh-an-2023", "thuan-an", DAY, "unit", OBSERVED, RECEIVED, 3, null),
            ActivationVerified.of(
                    "thanh-an-2023", "thuan-an", DAY, Map.of("ACTIVATED", 312L), OBSERVED, RECEIVED, 3, null),
            VerificationWithdrawn.of("thanh-an-2023", "thuan-an", DAY, OBSERVED, RECEIVED, 3, null));

    @ParameterizedTest
    @FieldSource("EVENTS")
    void anEventComesBackAsItWasWritten(ActivationEvent event) {
        assertThat(EventRecords.read(received(EventRecords.write(event)))).isEqualTo(new EventRecords.Readable(event));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aRecordIsACloudEventKeyedByUnit(ActivationEvent event) {
        ProducerRecord<String, byte[]> record = EventRecords.write(event);
        assertThat(record.key()).isEqualTo("thanh-an-2023/thuan-an");
        assertThat(header(record.headers(), "ce_id")).isEqualTo(event.eventId());
        assertThat(header(record.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record.headers(), "ce_source")).isEqualTo("/campaigns/thanh-an-2023/units/thuan-an");
        assertThat(header(record.headers(), "ce_time")).isEqualTo("2023-06-21T10:30:00Z");
        assertThat(header(record.headers(), "content-type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void aRecordFitsItsPublishedSchema(ActivationEvent event) throws IOException {
        String schema = event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase();
        String text = resource("/schema/" + schema + ".v1.schema.json");
        String value = new String(EventRecords.write(event).value(), UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(text, InputFormat.JSON)
                        .validate(value, InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void whatWasEverWrittenCanStillBeRead(ActivationEvent event) throws IOException {
        String type = event.getClass().getSimpleName();
        String golden = resource("/events/v1/" + type + ".json");
        assertThat(EventRecords.read(received(type, golden))).isEqualTo(new EventRecords.Readable(event));
    }

    @Test
    void aRetryHasTheSameIdAndAnotherStatementHasNot() {
        String id = EVENTS.get(0).eventId();
        assertThat(ActivationReported.of(
                                "thanh-an-2023",
                                "thuan-an",
                                DAY,
                                "unit",
                                COUNTS,
                                "chợ phiên",
                                OBSERVED,
                                RECEIVED.plusSeconds(9),
                                4,
                                "verifier")
                        .eventId())
                .isEqualTo(id);
        assertThat(ActivationReported.of(
                                "thanh-an-2023", "thuan-an", DAY, "unit", COUNTS, null, OBSERVED, RECEIVED, 3, null)
                        .eventId())
                .isNotEqualTo(id);
        assertThat(ReportWithdrawn.of("thanh-an-2023", "thuan-an", DAY, "unit", OBSERVED, RECEIVED, 3, null)
                        .eventId())
                .isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    Unheard          | {}
                    ActivationReported | {
                    ActivationReported | {}
                    ActivationReported | null
                    ActivationReported | []
                    ActivationReported | {} {}
                    ActivationReported | not json
                    ReportWithdrawn  | {"eventId":"0","campaign":"c","unit":"u","date":"2023-06-21","source":"unit","observedAt":"2023-06-21T10:30:00Z","receivedAt":"2023-06-21T10:30:00Z","planVersion":1}
                    ReportWithdrawn  | {"eventId":"0","campaign":"c","unit":"u","date":"21/06/2023","source":"unit","observedAt":"2023-06-21T10:30:00Z","receivedAt":"2023-06-21T10:30:00Z","planVersion":1}
                    """)
    void whatIsNoEventIsUnreadableForAReason(String type, String value) {
        assertThat(EventRecords.read(received(type, value)))
                .isInstanceOfSatisfying(EventRecords.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .isNotBlank());
    }

    @Test
    void aNegativeOrFractionalCountIsUnreadable() throws IOException {
        String golden = resource("/events/v1/ActivationReported.json");
        assertThat(EventRecords.read(received("ActivationReported", golden.replace(": 5,", ": -5,"))))
                .isInstanceOf(EventRecords.Unreadable.class);
        assertThat(EventRecords.read(received("ActivationReported", golden.replace(": 5,", ": 5.5,"))))
                .isInstanceOf(EventRecords.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-06-21T10:30:00Z, +1000000000-12-31T23:59:59.999999999Z",
        "2023-06-21T10:30:01.250Z, -1000000000-01-01T00:00:00Z",
        "2023-06-21, +999999999-12-31",
        "2023-06-21, -0001-01-01"
    })
    void aTimeThatCannotBeReckonedWithIsUnreadable(String time, String beyond) throws IOException {
        String golden = resource("/events/v1/ActivationReported.json");
        assertThat(EventRecords.read(
                        received("ActivationReported", golden.replace('"' + time + '"', '"' + beyond + '"'))))
                .isInstanceOf(EventRecords.Unreadable.class);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() throws IOException {
        String golden = resource("/events/v1/ActivationReported.json");
        String later = golden.replaceFirst("\\{", "{\"device\": {\"os\": \"x\"},");
        assertThat(EventRecords.read(received("ActivationReported", later)))
                .isEqualTo(new EventRecords.Readable(EVENTS.get(0)));
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> record) {
        return received(record.headers(), record.value());
    }

    private static ConsumerRecord<String, byte[]> received(String type, String value) {
        return received(CloudEvents.headers("id", type, "/", OBSERVED), value.getBytes(UTF_8));
    }

    private static ConsumerRecord<String, byte[]> received(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "t",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                "k",
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = EventRecordsTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
