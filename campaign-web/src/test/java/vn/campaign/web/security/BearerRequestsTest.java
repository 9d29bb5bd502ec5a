package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class BearerRequestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c"})
    void theCaseOfTheSchemeDoesNotMatter(String authorization) {
        assertThat(BearerRequests.matches(request("/api/v1", authorization).getRequest()))
                .isTrue();
        assertThat(BearerRequests.token(request("/api/v1", authorization).getRequest()))
                .isEqualTo("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearera.b.c", "a.b.c", "Bearer", "Bearer ", "Bearer  "})
    void anotherSchemeAndNoTokenAreNotMatched(String authorization) {
        assertThat(BearerRequests.matches(request("/api/v1", authorization).getRequest()))
                .isFalse();
    }

    @Test
    void pagesAreNotMatched() {
        assertThat(BearerRequests.matches(request("/bulk", "Bearer a.b.c").getRequest()))
                .isFalse();
    }

    @Test
    void theBasePathIsNoPartOfTheAddress() {
        assertThat(BearerRequests.matches(MockServerHttpRequest.get("/report/api/v1")
                        .contextPath("/report")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer a.b.c")
                        .build()))
                .isTrue();
    }

    private static MockServerWebExchange request(String path, String authorization) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get(path).header(HttpHeaders.AUTHORIZATION, authorization));
    }
}
