package vn.campaign.web.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds the token, and the responses without a valid one, to the description of every operation. */
final class SecurityDescription implements GlobalOpenApiCustomizer {

    private static final String TOKEN = "token";

    @Override
    public void customise(OpenAPI description) {
        Components components = description.getComponents() == null ? new Components() : description.getComponents();
        description.components(components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")));
        description.addSecurityItem(new SecurityRequirement().addList(TOKEN));
        description.getPaths().values().forEach(path -> path.readOperations().forEach(SecurityDescription::describe));
    }

    private static void describe(Operation operation) {
        operation
                .getResponses()
                .addApiResponse("401", response("UNAUTHENTICATED: a valid token is required"))
                .addApiResponse("403", response("FORBIDDEN: the account may not do this, or not here"))
                .addApiResponse(
                        "429", response("TOO_MANY_REQUESTS, TOO_MANY_UPLOADS: retry after Retry-After seconds"));
    }

    private static ApiResponse response(String description) {
        return new ApiResponse().description(description);
    }
}
