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
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

class BearersFirstTest {

    private static final String REPORT = "/api/v1/campaigns/thanh-an-2023/units/Thuan_An/reports/2023-06-21";

    private String passed = "";
    private final BearersFirst filter = new BearersFirst(notes("ours"), notes("Spring Security's"));

    @Test
    void aProgramsPlainAddressPassesOurs() {
        assertThat(filterOf(asks(REPORT, HttpHeaders.AUTHORIZATION))).isEqualTo("ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {HttpHeaders.ORIGIN, "Sec-Fetch-Site"})
    void aBrowserPassesSpringSecuritysAlsoWithAToken(String header) {
        assertThat(filterOf(asks(REPORT, HttpHeaders.AUTHORIZATION, header))).isEqualTo("Spring Security's");
    }

    @Test
    void whatBearsNoTokenPassesSpringSecuritys() {
        assertThat(filterOf(asks(REPORT, HttpHeaders.COOKIE))).isEqualTo("Spring Security's");
    }

    @Test
    void whatIsNotOfTheApiPassesSpringSecuritys() {
        assertThat(filterOf(asks("/bulk", HttpHeaders.AUTHORIZATION))).isEqualTo("Spring Security's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?source=a", "?"})
    void aQueryPassesSpringSecuritys(String query) {
        assertThat(filterOf(asks(REPORT + query, HttpHeaders.AUTHORIZATION))).isEqualTo("Spring Security's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api//v1", "/api/../v1", "/api/v1/%2e%2e/x", "/api/v1;a=b", "/api/v1/a%2Fb", "/api/./v1"})
    void whatMayMeanAnotherAddressPassesSpringSecuritysAndIsRefusedThere(String path) {
        ServerWebExchange hostile = asks(path, HttpHeaders.AUTHORIZATION);
        assertThat(filterOf(hostile)).isEqualTo("Spring Security's");
        assertThatThrownBy(() -> new ReactiveAccess()
                        .firewall()
                        .getFirewalledExchange(hostile)
                        .block())
                .isInstanceOf(ServerExchangeRejectedException.class);
    }

    private WebFilter notes(String whose) {
        return (exchange, chain) -> Mono.fromRunnable(() -> passed += whose);
    }

    private String filterOf(ServerWebExchange exchange) {
        filter.filter(exchange, none -> Mono.empty()).block();
        return passed;
    }

    private static ServerWebExchange asks(String address, String... headers) {
        var request = MockServerHttpRequest.method(HttpMethod.PUT, URI.create("http://localhost" + address));
        for (String header : headers) {
            request.header(header, "Bearer x");
        }
        return MockServerWebExchange.from(request);
    }
}
