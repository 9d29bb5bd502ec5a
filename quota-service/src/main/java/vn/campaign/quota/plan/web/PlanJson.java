package vn.campaign.quota.plan.web;

import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.PlanCheck.Violation;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.FailureTranslator;

/** Plans as the API has them: the contract's JSON without what the path and the service say, read strictly. */
@Component
final class PlanJson implements WebFluxConfigurer, FailureTranslator {

    private static final int MAX_PLAN = 16 << 20;

    private static final JsonMapper STRICT = ContractJson.mapper()
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            String.class, "a text",
            Boolean.class, "true or false",
            boolean.class, "true or false",
            LocalDate.class, "a date such as 2023-06-20",
            LocalTime.class, "a time such as 20:00",
            ZoneId.class, "a time zone such as Asia/Ho_Chi_Minh");

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        JacksonJsonDecoder decoder = new JacksonJsonDecoder(STRICT) {
            @Override
            public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
                return type.toClass() == PlanBody.class && super.canDecode(type, mimeType);
            }
        };
        decoder.setMaxInMemorySize(MAX_PLAN);
        codecs.customCodecs().register(decoder);
    }

    /** Names the field at fault of a plan that cannot be decoded. */
    @Override
    public @Nullable ApiException translate(Throwable failure) {
        return failure instanceof ServerWebInputException input
                        && input.getMethodParameter() != null
                        && input.getMethodParameter().nested().getNestedParameterType() == PlanBody.class
                        && input.getCause() instanceof DecodingException
                        && input.getCause().getCause() instanceof JacksonException invalid
                ? problem(invalid)
                : null;
    }

    /** The first violation speaks for all, and the others stand beside it. */
    static void requireValid(List<Violation> violations) {
        if (!violations.isEmpty()) {
            Violation first = violations.get(0);
            var invalid =
                    new ApiException(HttpStatus.UNPROCESSABLE_CONTENT, "PLAN_INVALID", first.field(), first.detail());
            invalid.getBody().setProperty("violations", violations);
            throw invalid;
        }
    }

    /** Reads one unit. */
    static UnitPlan unit(String campaign, String line) {
        return unit(campaign, () -> STRICT.readValue(line, UnitBody.class));
    }

    /** Reads one unit. */
    static UnitPlan unit(String campaign, ObjectNode tree) {
        return unit(campaign, () -> STRICT.treeToValue(tree, UnitBody.class));
    }

    private static UnitPlan unit(String campaign, Supplier<@Nullable UnitBody> reading) {
        try {
            UnitBody unit = reading.get();
            if (unit == null) {
                throw ApiException.malformed(null, "a unit is a JSON object");
            }
            return unit.toUnit(campaign, 0, "");
        } catch (JacksonException invalid) {
            throw problem(invalid);
        }
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw ApiException.malformed(field, "is missing");
        }
        return value;
    }

    /** Writes a plan as {@link PlanBody} reads it, unit by unit. */
    static void write(CampaignHeader header, Stream<UnitPlan> units, List<Finding> findings, OutputStream out) {
        Iterable<ObjectNode> trees =
                units.map(unit -> tree(unit, "campaign", "version", "position", "formerParents"))::iterator;
        ObjectNode plan = tree(header, "changedAt");
        ContractJson.mapper().writeValue(out, plan.putPOJO("units", trees).putPOJO("findings", findings));
    }

    private static ObjectNode tree(Object value, String... without) {
        return ContractJson.mapper().<ObjectNode>valueToTree(value).remove(List.of(without));
    }

    /** Says what is wrong with JSON, and in which field. */
    private static ApiException problem(JacksonException invalid) {
        if (invalid instanceof UnrecognizedPropertyException unknown) {
            return new ApiException(HttpStatus.BAD_REQUEST, "UNKNOWN_FIELD", field(unknown), "no such field");
        }
        if (invalid instanceof StreamReadException broken) {
            boolean duplicate = broken.getOriginalMessage().startsWith("Duplicate");
            return new ApiException(
                    HttpStatus.BAD_REQUEST,
                    duplicate ? "DUPLICATE_KEY" : "MALFORMED",
                    null,
                    broken.getOriginalMessage());
        }
        if (invalid instanceof DatabindException wrong) {
            Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
            if (cause instanceof NullPointerException) {
                return ApiException.malformed(missing(field(wrong), cause.getMessage()), "is missing");
            }
            return ApiException.malformed(field(wrong), said(wrong, cause));
        }
        return ApiException.malformed(null, "is nested too deeply, or one of its values is too long");
    }

    /** @param name of what a record of the contract lacks, such as phase.code, or null when an element of the field is null */
    private static @Nullable String missing(@Nullable String field, @Nullable String name) {
        if (name == null || !name.matches("[\\w.]+")) {
            return field;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return field == null ? last : field + "." + last;
    }

    /** What is wrong, without a word of how this is programmed. */
    private static String said(DatabindException wrong, Throwable cause) {
        if (wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "is not " + expected(mismatch.getTargetType());
        }
        return cause instanceof IllegalArgumentException ? cause.getMessage() : "cannot be read";
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number that fits";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return EXPECTED.getOrDefault(type, "an object");
    }

    /** The path of the field at fault, or null where that is the whole. */
    private static @Nullable String field(DatabindException exception) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : exception.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }
}
