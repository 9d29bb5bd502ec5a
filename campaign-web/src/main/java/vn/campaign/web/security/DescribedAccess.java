package vn.campaign.web.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds to a service's description what holds for all of its operations: the token, and the answers without a good one. */
final class DescribedAccess implements GlobalOpenApiCustomizer {

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
        description.getPaths().values().forEach(path -> path.readOperations().forEach(DescribedAccess::answers));
    }

    private static void answers(Operation operation) {
        operation
                .getResponses()
                .addApiResponse("401", refused("UNAUTHENTICATED: a valid token is needed"))
                .addApiResponse("403", refused("FORBIDDEN: the account may not do this, or not here"))
                .addApiResponse("429", refused("TOO_MANY_REQUESTS: again after Retry-After seconds"));
    }

    private static ApiResponse refused(String description) {
        return new ApiResponse().description(description);
    }
}
