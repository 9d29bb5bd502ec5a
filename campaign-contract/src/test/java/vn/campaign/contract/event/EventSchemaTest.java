package vn.campaign.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.CloudEvents;
import vn.campaign.contract.event.EventRecords.Readable;
import vn.campaign.contract.event.EventRecords.Reading;
import vn.campaign.contract.event.EventRecords.Unreadable;

/** An event is read if and only if it satisfies its published schema and its id is the hash of what it states. */
class EventSchemaTest {

    private static final int EVENTS = 20_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Half of a surrogate pair can be written too. */
    private static final ObjectWriter ESCAPED = JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String OTHER_ID = "the event id is not the hash of what is stated";

    private static final List<String> TYPES =
            List.of("ActivationReported", "ReportWithdrawn", "ActivationVerified", "VerificationWithdrawn");

    /** Texts that are right for one field or another, or nearly so. */
    private static final List<String> TEXTS = List.of(
            "",
            "unit",
            "Unit",
            "tổ-đoàn_2",
            "to\u0302",
            "-a",
            "a-",
            "a--b",
            "a.b",
            "$a",
            "a\u0000",
            "a\n",
            "a/b",
            "a b",
            "\ud800",
            "𐐨".repeat(64),
            "𐐨".repeat(65),
            "a".repeat(64),
            "a".repeat(65),
            "ấ".repeat(128),
            "ấ".repeat(129),
            "ấ".repeat(500),
            "ấ".repeat(501),
            "𐐨".repeat(500),
            "𐐨".repeat(501),
            "5",
            "true",
            "null",
            "0123456789abcdef0123456789abcdef",
            "0123456789ABCDEF0123456789abcdef",
            "2023-06-21",
            "2024-02-29",
            "2023-02-29",
            "2023-6-1",
            "2023-06-21 ",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "+10000-01-01",
            "20230621",
            "2023-06-21T10:30:00Z",
            "2023-06-21T10:30:00.1Z",
            "2023-06-21T10:30:00.123Z",
            "2023-06-21T10:30:00.123000Z",
            "2023-06-21T10:30:00.123000000Z",
            "2023-06-21T10:30:00.1230000000Z",
            "2023-06-21T10:30:00.1234Z",
            "2023-06-21T10:30:00.Z",
            "2023-06-21T10:30:60Z",
            "2023-06-21T24:00:00Z",
            "2023-06-21T10:30Z",
            "2023-02-29T10:30:00Z",
            "2023-06-21t10:30:00z",
            "2023-06-21T17:30:00+07:00",
            "2023-06-21T10:30:00+00:00",
            "2023-06-21T10:30:00",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z",
            "1687343400");

    private static final List<String> INDICATORS = List.of(
            "A", "A_1", "A".repeat(64), "A".repeat(65), "a", "1A", "_A", "A-B", "A.B", "$A", "A\u0000", "A\n", "");

    /** Whole numbers are never written here as 5.0 or 5e0, which are whole for a schema and refused by the code. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "5.5",
            "0.1",
            "-0.5",
            "10000000000",
            "10000000001",
            "9007199254740991",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(400));

    private static final List<String> OTHERS =
            List.of("null", "true", "false", "[]", "[1]", "[\"unit\"]", "{}", "{\"A\":1}");

    private final Map<String, Schema> schemas = new HashMap<>();

    EventSchemaTest() throws IOException {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
        for (String type : TYPES) {
            String file = type.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase() + ".v1.schema.json";
            schemas.put(type, registry.getSchema(resource("/schema/" + file), InputFormat.JSON));
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("events.seed", new Random().nextLong());
        System.out.println("events.seed=" + seed);
        return new Random(seed);
    }

    /** An exception would be thrown on every attempt, and nothing behind the record would be counted. */
    @Test
    void anyBytesAreReadOrRefused() throws IOException {
        Random random = seeded();
        for (int i = 0; i < EVENTS; i++) {
            String type = pick(random, TYPES);
            byte[] bytes = resource("/events/v1/" + type + ".json").getBytes(UTF_8);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(bytes.length);
                int from = random.nextInt(bytes.length);
                System.arraycopy(bytes, from, bytes, at, random.nextInt(1 + bytes.length - Math.max(at, from)));
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] value = Arrays.copyOf(bytes, random.nextInt(4) > 0 ? bytes.length : random.nextInt(bytes.length));
            assertThat(EventRecords.read(CloudEvents.headers("id", type, "/", null), value))
                    .isNotNull();
        }
    }

    @Test
    void theCodeAgreesWithThePublishedSchemas() throws IOException {
        Random random = seeded();
        List<String> differing = new ArrayList<>();
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < EVENTS; i++) {
            String type = pick(random, TYPES);
            ObjectNode event = (ObjectNode) JSON.readTree(resource("/events/v1/" + type + ".json"));
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                change(event, random);
            }
            String json = ESCAPED.writeValueAsString(event);
            boolean valid = schemas.get(type).validate(json, InputFormat.JSON).isEmpty();
            verdicts.merge(valid, 1, Integer::sum);
            Reading reading = read(type, json);
            boolean accepted = reading instanceof Readable
                    || reading instanceof Unreadable unreadable
                            && unreadable.reason().equals(OTHER_ID)
                            && !damagedId(event);
            if (accepted != valid) {
                differing.add(type + " " + json + " valid: " + valid + ", but " + reading);
            }
        }
        assertThat(differing.stream().limit(5)).isEmpty();
        assertThat(verdicts.get(true)).isGreaterThan(EVENTS / 10);
        assertThat(verdicts.get(false)).isGreaterThan(EVENTS / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0", "5e0", "\"5\"", "5.5", "true", "null", "[5]", "-5"})
    void aCountIsWrittenAsAWholeNumber(String count) throws IOException {
        String golden = resource("/events/v1/ActivationReported.json");
        assertThat(read("ActivationReported", golden)).isInstanceOf(Readable.class);
        assertThat(read("ActivationReported", golden.replace(": 5,", ": " + count + ",")))
                .isInstanceOf(Unreadable.class);
    }

    /** The id of an event that was changed is wrong; that it has not even the form of one only the schema tells. */
    private static boolean damagedId(ObjectNode event) {
        return !event.path("eventId").asString("").matches("[0-9a-f]{32}");
    }

    private static void change(ObjectNode event, Random random) {
        List<String> fields = new ArrayList<>(event.propertyNames());
        fields.addAll(List.of("note", "by", "source", "counts", "later"));
        String field = pick(random, fields);
        List<Consumer<ObjectNode>> changes = List.of(
                it -> it.remove(field),
                it -> it.put(field, pick(random, TEXTS)),
                it -> it.put(field, pick(random, TEXTS)),
                it -> it.set(field, JSON.readTree(pick(random, NUMBERS))),
                it -> it.set(field, JSON.readTree(pick(random, OTHERS))),
                it -> it.set("counts", counts(random)));
        pick(random, changes).accept(event);
    }

    private static JsonNode counts(Random random) {
        ObjectNode counts = NODES.objectNode();
        int many = pick(random, List.of(0, 1, 2, 3, 1_000, 1_001));
        for (int i = 0; i < many; i++) {
            counts.put(many > 3 || random.nextInt(3) > 0 ? "A" + i : pick(random, INDICATORS), random.nextInt(500));
        }
        if (random.nextInt(3) == 0) {
            List<String> odd = random.nextBoolean() ? NUMBERS : OTHERS;
            counts.set("A0", JSON.readTree(pick(random, odd)));
        }
        return counts;
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Reading read(String type, String json) {
        return EventRecords.read(CloudEvents.headers("id", type, "/", null), json.getBytes(UTF_8));
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = EventSchemaTest.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
