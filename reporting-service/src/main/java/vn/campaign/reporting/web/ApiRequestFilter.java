package vn.campaign.reporting.web;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.problem.ApiException;

/**
 * Refuses a request to the API while the plan is not complete, because a 404 might be wrong and clients believe it, and one with
 * a query parameter that its controller method does not declare or that is repeated: whoever withdraws {@code ?sorce=night} must
 * not withdraw another source's report.
 */
@Component
final class ApiRequestFilter implements WebFilter {

    private final PlanCopy plans;
    private final RequestMappingHandlerMapping requestMappingHandlerMapping;

    ApiRequestFilter(PlanCopy plans, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.plans = plans;
        this.requestMappingHandlerMapping = requestMappingHandlerMapping;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        if (!plans.complete()) {
            return Mono.error(ApiException.unavailable("NOT_READY", "The plan is still being read."));
        }
        MultiValueMap<String, String> parameters = exchange.getRequest().getQueryParams();
        if (parameters.isEmpty()) {
            return chain.filter(exchange);
        }
        return requestMappingHandlerMapping
                .getHandler(exchange)
                .cast(HandlerMethod.class)
                .mapNotNull(method -> problem(parameters, declared(method)))
                .flatMap(problem -> Mono.<Void>error(problem))
                .switchIfEmpty(Mono.defer(() -> chain.filter(exchange)));
    }

    private static @Nullable ApiException problem(MultiValueMap<String, String> parameters, Set<String> declared) {
        for (var parameter : parameters.entrySet()) {
            if (!declared.contains(parameter.getKey())) {
                return Problems.of(RefusalCode.UNKNOWN_FIELD, parameter.getKey(), "There is no such parameter here.");
            }
            if (parameter.getValue().size() > 1) {
                return Problems.of(RefusalCode.DUPLICATE_KEY, parameter.getKey(), "The parameter is given twice.");
            }
        }
        return null;
    }

    private static Set<String> declared(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(MethodParameter::getParameterName)
                .collect(Collectors.toSet());
    }
}
