package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.server.ServerWebExchange;

class BearerRequestFirewallTest {

    private static final String REPORT = "/api/v1/campaigns/thanh-an-2023/units/Thuan_An/reports/2023-06-21";

    private final BearerRequestFirewall firewall = new BearerRequestFirewall();

    @Test
    void aProgramsPlainAddressIsNotSearched() {
        ServerWebExchange request = request(REPORT, HttpHeaders.AUTHORIZATION);
        assertThat(pass(request)).isSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {HttpHeaders.ORIGIN, CrossOriginFilter.FETCH_SITE})
    void aBrowsersRequestIsSearchedAlsoWithAToken(String header) {
        ServerWebExchange request = request(REPORT, HttpHeaders.AUTHORIZATION, header);
        assertThat(pass(request)).isNotSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {REPORT + "?source=a", REPORT + "?", "/bulk", "/actuator/prometheus"})
    void anyOtherAddressIsSearched(String address) {
        ServerWebExchange request = request(address, HttpHeaders.AUTHORIZATION);
        assertThat(pass(request)).isNotSameAs(request);
    }

    @Test
    void aRequestWithoutATokenIsSearched() {
        ServerWebExchange request = request(REPORT, HttpHeaders.COOKIE);
        assertThat(pass(request)).isNotSameAs(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api//v1", "/api/../v1", "/api/v1/%2e%2e/x", "/api/v1;a=b", "/api/v1/a%2Fb", "/api/./v1"})
    void anAddressWithTwoMeaningsIsRejected(String path) {
        ServerWebExchange request = request(path, HttpHeaders.AUTHORIZATION);
        assertThatThrownBy(() -> pass(request)).isInstanceOf(ServerExchangeRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer a.b-c_d=", "a\tb", "Thuận An", "\uD83D\uDE00"})
    void headersMayHoldText(String value) {
        assertThat(headerOf(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u0000", "a\u007F", "\u0085", "end\uFFFF"})
    void headersMustNotHoldControlOrUnassignedCharacters(String value) {
        assertThatThrownBy(() -> headerOf(value)).isInstanceOf(ServerExchangeRejectedException.class);
    }

    @Test
    void aHeaderMayBeAbsent() {
        assertThat(pass(request("/", HttpHeaders.COOKIE))
                        .getRequest()
                        .getHeaders()
                        .getFirst("X-Absent"))
                .isNull();
    }

    private String headerOf(String value) {
        return pass(MockServerWebExchange.from(MockServerHttpRequest.get("/").header("X-Text", value)))
                .getRequest()
                .getHeaders()
                .getFirst("X-Text");
    }

    private ServerWebExchange pass(ServerWebExchange request) {
        return firewall.getFirewalledExchange(request).block();
    }

    private static ServerWebExchange request(String address, String... headers) {
        var request = MockServerHttpRequest.method(HttpMethod.PUT, URI.create("http://localhost" + address));
        for (String header : headers) {
            request.header(header, "Bearer x");
        }
        return MockServerWebExchange.from(request);
    }
}
