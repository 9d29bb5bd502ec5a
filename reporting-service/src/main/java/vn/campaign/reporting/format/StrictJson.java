package vn.campaign.reporting.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import vn.campaign.contract.ContractJson;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;

/** The JSON of requests: nothing unknown, nothing twice, and no text where a number is due, or the other way round. */
public final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(factory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // With the names that a record includes, an unknown field is refused before its value is read.
            .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withConfigOverride(Map.class, map -> map.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
            .build();

    private StrictJson() {}

    private static JsonFactory factory() {
        JsonFactory contract = ContractJson.factory();
        return new TextJsonFactory(contract.rebuild()
                .streamReadConstraints(contract.streamReadConstraints()
                        .rebuild()
                        .maxStringLength(Line.MAX_BYTES)
                        .maxNestingDepth(50)
                        .build()));
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** What is wrong with a body or a line; without Jackson's own message, which would repeat what the client sent. */
    public static Rejected refusal(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .collect(Collectors.joining("."));
        if (failure instanceof PropertyBindingException unknown) {
            return new Rejected(RefusalCode.UNKNOWN_FIELD, unknown.getPropertyName(), "There is no such field here.");
        }
        if (failure instanceof StreamConstraintsException) {
            return new Rejected(RefusalCode.MALFORMED, null, position(failure));
        }
        if (failure instanceof StreamReadException) {
            String twice = duplicate(failure);
            return twice == null
                    ? new Rejected(RefusalCode.MALFORMED, null, position(failure))
                    : new Rejected(
                            RefusalCode.DUPLICATE_KEY,
                            path.isEmpty() ? twice : path + "." + twice,
                            "The field is given twice.");
        }
        if (failure.getCause() instanceof NumberFormatException) {
            // A number in JSON, but with an exponent that no decimal can hold.
            return new Rejected(RefusalCode.COUNT_INVALID, path, "A count is a whole number.");
        }
        return failure instanceof DatabindException && !path.isEmpty()
                ? new Rejected(RefusalCode.MALFORMED, path, "The value is of another type.")
                : new Rejected(RefusalCode.MALFORMED, null, position(failure));
    }

    /** Where the JSON is broken, or breaks a limit. */
    static String position(JacksonException failure) {
        TokenStreamLocation at = failure.getLocation();
        if (failure instanceof StreamConstraintsException) {
            return "A name, a text or a number is too long, or the nesting is too deep.";
        }
        return at == null
                ? "This is not a JSON object."
                : "This is not well-formed JSON at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }

    /** The name that the parser met again; Jackson has no exception of its own for that. */
    private static @Nullable String duplicate(JacksonException failure) {
        return failure.getOriginalMessage().startsWith("Duplicate") && failure.processor() instanceof JsonParser parser
                ? parser.streamReadContext().currentName()
                : null;
    }
}
