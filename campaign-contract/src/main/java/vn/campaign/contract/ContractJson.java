package vn.campaign.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The one mapping of the contract's records: the same JSON on Kafka, over HTTP and as documents in MongoDB. Dates are
 * ISO 8601 text, absent values are left out, unknown fields are ignored, and a number is never made from text or from a
 * fraction.
 */
public final class ContractJson {

    /** Longer than any name that the contract has. */
    private static final int MAX_NAME = 128;

    private static final JsonMapper MAPPER = json();

    private static final JsonMapper STRICT = MAPPER.rebuild()
            .addModule(IsoText.strictModule())
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    private ContractJson() {}

    /** The mapper itself; immutable and safe to share. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The same mapping for reading values exactly as the contract writes them: no other form of a date, no text from a number. */
    public static JsonMapper strict() {
        return STRICT;
    }

    /**
     * How any JSON is read that somebody else may have written. Its names are short: the reader keeps those that it has met, and
     * forgets them all beyond 6,000, which would not keep long ones that are made up from filling the memory.
     */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNameLength(MAX_NAME).build())
                .build();
    }

    /** Returns the same mapping for another format. */
    public static ObjectMapper in(TokenStreamFactory format) {
        MapperBuilder<?, ?> builder = new ObjectMapper(format).rebuild();
        configure(builder);
        return builder.build();
    }

    private static JsonMapper json() {
        JsonMapper.Builder builder = JsonMapper.builder(factory());
        configure(builder);
        return builder.build();
    }

    private static void configure(MapperBuilder<?, ?> builder) {
        builder.addModule(IsoText.module())
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    /** A record as a document of maps, lists, text, whole numbers and doubles, as anyone would read its JSON. */
    public static Map<String, Object> toDocument(Object value) {
        return MAPPER.readValue(MAPPER.writeValueAsBytes(value), DOCUMENT);
    }

    /**
     * A document as a record; fields that the record does not have, such as {@code _id}, are ignored.
     *
     * @throws tools.jackson.core.JacksonException when the document does not fit the record
     */
    public static <T> T fromDocument(Map<String, ?> document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }
}
