package vn.campaign.reporting.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import vn.campaign.reporting.intake.Refusal;
import vn.campaign.reporting.intake.RefusalCode;

/** What every request must satisfy beyond what the framework sees to, and by which trace it is followed. */
final class Requests {

    private Requests() {}

    /**
     * Refuses a parameter that is unknown or repeated: whoever withdraws {@code ?sorce=night} must not withdraw another
     * source's report.
     */
    static void allowOnly(ServerHttpRequest request, String... parameters) {
        request.getQueryParams().forEach((name, values) -> {
            if (!List.of(parameters).contains(name)) {
                throw refused(RefusalCode.UNKNOWN_FIELD, name, "There is no such parameter here.");
            }
            if (values.size() > 1) {
                throw refused(RefusalCode.DUPLICATE_KEY, name, "The parameter is given twice.");
            }
        });
    }

    /** A parameter that is true or false, and false when left out. */
    static boolean flag(ServerHttpRequest request, String parameter) {
        String value = request.getQueryParams().getFirst(parameter);
        if (value == null && !request.getQueryParams().containsKey(parameter) || "false".equals(value)) {
            return false;
        }
        if ("true".equals(value)) {
            return true;
        }
        throw refused(RefusalCode.MALFORMED, parameter, "The parameter is true or false.");
    }

    /** Refuses a body in another encoding than UTF-8, whatever its format. */
    static MediaType utf8(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
            throw new ProblemException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "MEDIA_TYPE", null, "A body is encoded in UTF-8.");
        }
        return type;
    }

    /** The span that the server began for the request; one that is nothing where there is no tracing. */
    static Span span(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .orElse(Span.NOOP);
    }

    static ProblemException refused(RefusalCode code, String field, String detail) {
        return ProblemException.of(new Refusal(code, field, detail));
    }
}
