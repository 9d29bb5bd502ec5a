package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class BearerTokensTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c"})
    void aTokenIsReadWhateverTheCaseOfItsScheme(String authorization) {
        assertThat(given(authorization)).isEqualTo(new BearerTokenAuthenticationToken("a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearera.b.c", "a.b.c"})
    void anotherSchemeBringsNone(String authorization) {
        assertThat(given(authorization)).isNull();
    }

    @Test
    void aSchemeWithoutATokenIsABadOne() {
        assertThatThrownBy(() -> given("Bearer  ")).isInstanceOf(InvalidBearerTokenException.class);
    }

    private static Authentication given(String authorization) {
        return new BearerTokens(null)
                .convert(MockServerWebExchange.from(
                        MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, authorization)))
                .block();
    }
}
