package vn.campaign.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failure, in a controller or before one is found, with a problem detail; a browser that asks for a page is left
 * to Spring Boot, which renders the error template of the status.
 */
public final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    /** Independent of a service's own JSON settings. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    private final List<FailureTranslator> translators;
    private final List<ProblemListener> listeners;

    ProblemHandler(List<FailureTranslator> translators, List<ProblemListener> listeners) {
        this.translators = translators;
        this.listeners = listeners;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return Mono.error(failure);
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ApiException problem = problem(cause);
        listeners.forEach(each -> each.onProblem(problem));
        exchange.getResponse().getHeaders().putAll(problem.getHeaders());
        if (asksForPage(exchange)) {
            return Mono.error(new ResponseStatusException(problem.getStatusCode(), problem.detail(), cause));
        }
        if (problem.getStatusCode().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            log.error(
                    "{} {} failed",
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(),
                    cause);
        }
        return write(exchange, problem);
    }

    private static Mono<Void> write(ServerWebExchange exchange, ApiException problem) {
        var response = exchange.getResponse();
        ProblemDetail body = problem.getBody();
        String path = exchange.getRequest().getURI().getRawPath();
        // Two leading slashes would make it a host.
        body.setInstance(path.startsWith("//") ? null : URI.create(path));
        response.setStatusCode(problem.getStatusCode());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(JSON.writeValueAsBytes(body))));
    }

    /** Whether a browser asks for a page, as opposed to a program or a script of a page. */
    public static boolean asksForPage(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        return !path.startsWith("/api/") && !path.startsWith("/actuator") && acceptsPage(exchange);
    }

    private static boolean acceptsPage(ServerWebExchange exchange) {
        try {
            return exchange.getRequest().getHeaders().getAccept().stream()
                    .anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private ApiException problem(Throwable failure) {
        return failure instanceof ApiException known
                ? known
                : translators.stream()
                        .map(each -> each.translate(failure))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseGet(() -> standard(failure));
    }

    private static ApiException standard(Throwable failure) {
        if (failure instanceof DataBufferLimitException) {
            return ApiException.tooLarge("The body is too large.");
        }
        if (failure instanceof RejectedExecutionException) {
            return ApiException.unavailable("BUSY", "Too many requests are in progress.");
        }
        if (failure instanceof ErrorResponse framework) {
            return ofFramework(framework);
        }
        return new ApiException(
                HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", null, "The request failed on the server.");
    }

    private static ApiException ofFramework(ErrorResponse framework) {
        HttpStatus status = HttpStatus.valueOf(framework.getStatusCode().value());
        String code =
                switch (status) {
                    case BAD_REQUEST -> "MALFORMED";
                    case CONTENT_TOO_LARGE -> "TOO_LARGE";
                    case UNSUPPORTED_MEDIA_TYPE -> "MEDIA_TYPE";
                    default -> status.name();
                };
        String detail = Objects.requireNonNullElse(framework.getBody().getDetail(), status.getReasonPhrase());
        ApiException problem = framework instanceof ServerWebInputException input
                ? new ApiException(status, code, field(input), detail(input, detail))
                : new ApiException(status, code, null, detail);
        problem.getHeaders().putAll(framework.getHeaders());
        return problem;
    }

    private static @Nullable String field(ServerWebInputException input) {
        if (input instanceof MissingRequestValueException missing) {
            return missing.getName();
        }
        MethodParameter parameter = input.getMethodParameter();
        return parameter == null || isBody(input) ? null : parameter.getParameterName();
    }

    private static String detail(ServerWebInputException input, String detail) {
        if (input instanceof MissingRequestValueException) {
            return "is required";
        }
        MethodParameter parameter = input.getMethodParameter();
        return parameter == null || isBody(input)
                ? detail
                : "is not a " + parameter.getParameterType().getSimpleName();
    }

    private static boolean isBody(ServerWebInputException input) {
        return input.getCause() instanceof DecodingException;
    }
}
