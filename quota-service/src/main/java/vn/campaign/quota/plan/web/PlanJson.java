package vn.campaign.quota.plan.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Plan;
import vn.campaign.quota.web.Refused;

/** Plans as the API has them: the contract's JSON without what the path and the service say, read strictly. */
final class PlanJson {

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

    /** A plan's body; what GET adds is taken and left aside, so that its answer can be edited and sent back. */
    private record Body(
            Name name,
            ZoneId timeZone,
            List<Phase> phases,
            List<Indicator> indicators,
            Settings settings,
            List<ObjectNode> units,
            String campaign,
            Long version,
            Instant archivedAt,
            List<Finding> findings) {}

    private PlanJson() {}

    /** Reads a whole plan of at most {@code limit} bytes. */
    static Plan plan(String campaign, InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new Refused(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "TOO_LARGE",
                    null,
                    "a plan has at most " + limit + " bytes; send its units to the import");
        }
        Body body = read(() -> STRICT.readValue(bytes, Body.class), "");
        require(body, "name");
        require(body.name(), "name");
        require(body.timeZone(), "timeZone");
        require(body.phases(), "phases");
        require(body.indicators(), "indicators");
        List<UnitPlan> units = new ArrayList<>();
        for (ObjectNode unit : body.units() == null ? List.<ObjectNode>of() : body.units()) {
            String path = "units[" + units.size() + "]";
            require(unit, path);
            units.add(unit(campaign, unit, units.size(), path + "."));
        }
        if (body.phases().isEmpty()) {
            throw Refused.malformed("phases", "a campaign has at least one phase");
        }
        CampaignHeader header = new CampaignHeader(
                campaign, 0, body.name(), body.timeZone(), body.phases(), body.indicators(), body.settings(), null);
        return new Plan(header, units);
    }

    /** Reads one unit. */
    static UnitPlan unit(String campaign, String line, int position) {
        JsonNode tree = read(() -> STRICT.readTree(line), "");
        if (!(tree instanceof ObjectNode unit)) {
            throw Refused.malformed(null, "a unit is a JSON object");
        }
        return unit(campaign, unit, position, "");
    }

    static UnitPlan unit(String campaign, ObjectNode unit, int position, String path) {
        // A planner's act with its own path, not part of a plan: what GET adds is left aside.
        unit.remove("reopened");
        unit.put("campaign", campaign);
        unit.put("version", 0);
        unit.put("position", position);
        return read(() -> STRICT.treeToValue(unit, UnitPlan.class), path);
    }

    /** A unit as the API has it. */
    static ObjectNode write(UnitPlan unit) {
        ObjectNode tree = ContractJson.mapper().valueToTree(unit);
        tree.remove(List.of("campaign", "version", "position"));
        return tree;
    }

    private static void require(Object value, String field) {
        if (value == null) {
            throw Refused.malformed(field, "is missing");
        }
    }

    private interface Reading<T> {
        T read() throws JacksonException;
    }

    private static <T> T read(Reading<T> reading, String path) {
        try {
            return reading.read();
        } catch (UnrecognizedPropertyException unknown) {
            throw new Refused(HttpStatus.BAD_REQUEST, "UNKNOWN_FIELD", path + field(unknown), "no such field");
        } catch (StreamReadException broken) {
            boolean duplicate = broken.getOriginalMessage().startsWith("Duplicate");
            throw new Refused(
                    HttpStatus.BAD_REQUEST,
                    duplicate ? "DUPLICATE_KEY" : "MALFORMED",
                    null,
                    broken.getOriginalMessage());
        } catch (DatabindException wrong) {
            Throwable cause = wrong.getCause() == null ? wrong : wrong.getCause();
            if (cause instanceof NullPointerException) {
                boolean named = cause.getMessage() != null && cause.getMessage().matches("[\\w.]+");
                throw Refused.malformed(path + (named ? cause.getMessage() : field(wrong)), "is missing");
            }
            throw Refused.malformed(path + field(wrong), said(wrong, cause));
        } catch (JacksonException beyondLimits) {
            throw Refused.malformed(null, "is nested too deeply, or one of its values is too long");
        }
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

    private static String field(DatabindException exception) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : exception.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
