package vn.campaign.access.reactive;

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

class FirewallTest {

    private static final String REPORT = "/api/v1/campaigns/thanh-an-2023/units/Thuan_An/reports/2023-06-21";

    @Test
    void aProgramsPlainAddressIsNotSearched() {
        ServerWebExchange program = asks(REPORT, HttpHeaders.AUTHORIZATION);
        assertThat(new Firewall().getFirewalledExchange(program).block()).isSameAs(program);
    }

    @ParameterizedTest
    @ValueSource(strings = {HttpHeaders.ORIGIN, "Sec-Fetch-Site"})
    void aBrowsersIsAlsoWithAToken(String header) {
        ServerWebExchange browser = asks(REPORT, HttpHeaders.AUTHORIZATION, header);
        assertThat(new Firewall().getFirewalledExchange(browser).block()).isNotSameAs(browser);
    }

    @Test
    void whatBearsNoTokenIs() {
        ServerWebExchange browser = asks(REPORT, HttpHeaders.COOKIE);
        assertThat(new Firewall().getFirewalledExchange(browser).block()).isNotSameAs(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api//v1", "/api/../v1", "/api/v1/%2e%2e/x", "/api/v1;a=b", "/api/v1/a%2Fb", "/api/./v1"})
    void whatMayMeanAnotherAddressIsRefused(String path) {
        ServerWebExchange hostile = asks(path, HttpHeaders.AUTHORIZATION);
        assertThatThrownBy(() -> new Firewall().getFirewalledExchange(hostile).block())
                .isInstanceOf(ServerExchangeRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?source=a", "?"})
    void aQueryIsSearched(String query) {
        ServerWebExchange program = asks(REPORT + query, HttpHeaders.AUTHORIZATION);
        assertThat(new Firewall().getFirewalledExchange(program).block()).isNotSameAs(program);
    }

    private static ServerWebExchange asks(String address, String... headers) {
        var request = MockServerHttpRequest.method(HttpMethod.PUT, URI.create("http://localhost" + address));
        for (String header : headers) {
            request.header(header, "Bearer x");
        }
        return MockServerWebExchange.from(request);
    }
}
