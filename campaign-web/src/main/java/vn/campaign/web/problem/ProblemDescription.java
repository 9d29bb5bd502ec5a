package vn.campaign.web.problem;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Describes the body of every 4xx and 5xx response of the API as a problem detail. */
final class ProblemDescription implements GlobalOpenApiCustomizer {

    private static final String NAME = "Problem";

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        api.getComponents().addSchemas(NAME, schema());
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().entrySet().stream())
                .filter(response -> response.getKey().matches("[45].*"))
                .forEach(response -> describe(response.getValue()));
    }

    private static void describe(ApiResponse response) {
        response.setContent(new Content()
                .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref(NAME))));
    }

    private static Schema<?> schema() {
        return new ObjectSchema()
                .description("RFC 9457 problem details")
                .addProperty("type", new StringSchema().example("about:blank"))
                .addProperty("title", new StringSchema().example("Unprocessable Content"))
                .addProperty("status", new IntegerSchema().example(422))
                .addProperty("detail", new StringSchema().example("A count is a whole number from 0 to 1000000."))
                .addProperty(
                        "instance",
                        new StringSchema()
                                .example("/report/api/v1/campaigns/thanh-an-2023/units/thuan-an/reports/2023-06-21"))
                .addProperty(
                        "code",
                        new StringSchema()
                                .description("stable; what a client may depend on")
                                .example("COUNT_INVALID"))
                .addProperty(
                        "field",
                        new StringSchema()
                                .description("the field, parameter or header at fault; absent when it is none")
                                .example("counts.ACTIVATED_L1"))
                .addProperty(
                        "now",
                        new DateTimeSchema().description("the time at the service; with OBSERVED_IN_FUTURE alone"));
    }
}
