package vn.campaign.web.problem;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a request with a header that cannot be parsed, on which whatever reads it later would fail. */
final class ReadableHeaders implements WebFilter {

    private static final List<Check> CHECKS = List.of(
            new Check(
                    HttpHeaders.CONTENT_TYPE,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "MEDIA_TYPE",
                    ReadableHeaders::readContentType),
            new Check(HttpHeaders.ACCEPT, HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE", HttpHeaders::getAccept),
            malformed(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders::getAcceptLanguage),
            malformed(HttpHeaders.IF_NONE_MATCH, HttpHeaders::getIfNoneMatch),
            malformed(HttpHeaders.RANGE, HttpHeaders::getRange));

    /**
     * How a header is checked.
     *
     * @param parsing throws what a parser throws, such as that of languages an ArrayIndexOutOfBoundsException
     */
    private record Check(String header, HttpStatus status, String code, Consumer<HttpHeaders> parsing) {

        @Nullable
        ApiException problem(HttpHeaders headers) {
            if (headers.getFirst(header) != null) {
                try {
                    parsing.accept(headers);
                } catch (RuntimeException unreadable) {
                    return new ApiException(status, code, header, "The header cannot be parsed.");
                }
            }
            return null;
        }
    }

    private static Check malformed(String header, Consumer<HttpHeaders> parsing) {
        return new Check(header, HttpStatus.BAD_REQUEST, "MALFORMED", parsing);
    }

    private static void readContentType(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        if (type != null && type.getType().equals("multipart") && type.getParameter("boundary") == null) {
            throw new InvalidMediaTypeException(type.toString(), "a boundary is missing");
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        for (Check check : CHECKS) {
            ApiException problem = check.problem(exchange.getRequest().getHeaders());
            if (problem != null) {
                return Mono.error(problem);
            }
        }
        return chain.filter(exchange);
    }
}
