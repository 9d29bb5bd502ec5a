package vn.campaign.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

class ProblemHandlerTest {

    private final List<String> counted = new ArrayList<>();
    private final ProblemHandler handler = new ProblemHandler(
            List.of(failure -> failure instanceof UnsupportedOperationException
                    ? ApiException.unavailable("STORE_UNAVAILABLE", "The store does not answer.")
                    : null),
            List.of(problem -> counted.add(problem.code())));

    @Test
    void everyMemberIsThereInItsOrder() {
        var exchange = exchange("/api/v1/campaigns/m%E1%BB%9Bi");
        handler.handle(exchange, ApiException.conflict("PHASE_LOCKED", "date", "The phase is locked."))
                .block();
        assertThat(exchange.getResponse().getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(exchange.getResponse().getBodyAsString().block())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,"
                        + "\"detail\":\"The phase is locked.\",\"instance\":\"/api/v1/campaigns/m%E1%BB%9Bi\","
                        + "\"code\":\"PHASE_LOCKED\",\"field\":\"date\"}");
        assertThat(counted).containsExactly("PHASE_LOCKED");
    }

    @Test
    void aPathThatLooksLikeAHostIsAnsweredToo() {
        var exchange =
                MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://host//")));
        handler.handle(exchange, ApiException.malformed(null, "no")).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void aPageIsToldToRetryToo() {
        var exchange = exchange("/bulk");
        catchThrowable(() -> handler.handle(exchange, ApiException.unavailable("BUSY", "busy"))
                .block());
        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("5");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new DataBufferLimitException("too much"), 413, "TOO_LARGE", Map.of()),
                arguments(new RejectedExecutionException(), 503, "BUSY", Map.of("Retry-After", "5")),
                arguments(new UnsupportedOperationException(), 503, "STORE_UNAVAILABLE", Map.of("Retry-After", "5")),
                arguments(
                        new CompletionException(new UnsupportedOperationException()),
                        503,
                        "STORE_UNAVAILABLE",
                        Map.of("Retry-After", "5")),
                arguments(new ServerWebInputException("no"), 400, "MALFORMED", Map.of()),
                arguments(new ResponseStatusException(HttpStatus.NOT_FOUND), 404, "NOT_FOUND", Map.of()),
                arguments(new UnsupportedMediaTypeStatusException("no"), 415, "MEDIA_TYPE", Map.of()),
                arguments(
                        new NotAcceptableStatusException(List.of(MediaType.TEXT_HTML)),
                        406,
                        "NOT_ACCEPTABLE",
                        Map.of("Accept", "text/html")),
                arguments(
                        new MethodNotAllowedException(HttpMethod.PUT, Set.of(HttpMethod.GET)),
                        405,
                        "METHOD_NOT_ALLOWED",
                        Map.of("Allow", "GET")),
                arguments(new ArithmeticException("a bug"), 500, "INTERNAL_ERROR", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasACode(Throwable failure, int status, String code, Map<String, String> headers) {
        var exchange = exchange("/api/v1/campaigns");
        handler.handle(exchange, failure).block();
        assertThat(exchange.getResponse().getStatusCode().value()).isEqualTo(status);
        assertThat(exchange.getResponse().getBodyAsString().block())
                .contains("\"status\":" + status, "\"code\":\"" + code + "\"")
                .doesNotContain("a bug", "Exception");
        assertThat(exchange.getResponse().getHeaders().toSingleValueMap()).containsAllEntriesOf(headers);
    }

    @Test
    void aBrowserThatAsksForAPageGetsOneOfThatStatus() {
        var exchange = exchange("/campaigns/nowhere");
        Throwable left = catchThrowable(() -> handler.handle(
                        exchange, ApiException.notFound("CAMPAIGN_UNKNOWN", null, "There is no such campaign."))
                .block());
        assertThat(left).isInstanceOfSatisfying(ResponseStatusException.class, page -> assertThat(page.getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND));
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.GET, URI.create(path))
                .header(HttpHeaders.ACCEPT, path.startsWith("/api/") ? "*/*" : "text/html,*/*;q=0.8"));
    }
}
