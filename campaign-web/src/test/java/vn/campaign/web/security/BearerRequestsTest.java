package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class BearerRequestsTest {

    private final BearerRequests requests = new BearerRequests();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c"})
    void theCaseOfTheSchemeDoesNotMatter(String authorization) {
        assertThat(BearerRequests.matches(request("/api/v1", authorization).getRequest()))
                .isTrue();
        assertThat(requests.convert(request("/api/v1", authorization)).block())
                .isEqualTo(new BearerTokenAuthenticationToken("a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearera.b.c", "a.b.c"})
    void anotherSchemeIsNotMatchedAndNeverAuthenticates(String authorization) {
        MockServerWebExchange request = request("/api/v1", authorization);
        assertThat(BearerRequests.matches(request.getRequest())).isFalse();
        assertThatThrownBy(() -> requests.convert(request).block()).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aSchemeWithoutATokenIsInvalid() {
        assertThatThrownBy(
                        () -> requests.convert(request("/api/v1", "Bearer  ")).block())
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void pagesAreNotMatched() {
        assertThat(BearerRequests.matches(request("/bulk", "Bearer a.b.c").getRequest()))
                .isFalse();
    }

    private static MockServerWebExchange request(String path, String authorization) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get(path).header(HttpHeaders.AUTHORIZATION, authorization));
    }
}
