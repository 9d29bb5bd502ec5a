package vn.campaign.quota.plan.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
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

/** Plans as the API has them: the contract's JSON without what the path and the service say, read strictly. */
final class PlanJson {

    private static final JsonMapper STRICT = ContractJson.mapper()
            .rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
        require(body.name(), "name");
        require(body.timeZone(), "timeZone");
        require(body.phases(), "phases");
        require(body.indicators(), "indicators");
        List<UnitPlan> units = new ArrayList<>();
        for (ObjectNode unit : body.units() == null ? List.<ObjectNode>of() : body.units()) {
            units.add(unit(campaign, unit, units.size(), "units[" + units.size() + "]."));
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
            boolean missing = cause instanceof NullPointerException;
            throw Refused.malformed(
                    missing ? path + cause.getMessage() : path + field(wrong),
                    missing ? "is missing" : wrong.getOriginalMessage());
        }
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
