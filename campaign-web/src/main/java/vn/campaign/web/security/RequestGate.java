package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what another site caused and what comes packed, of which a few bytes could become any number, and tells when
 * nobody can be known because the provider does not answer.
 */
final class RequestGate implements WebFilter {

    static final String FETCH_SITE = "Sec-Fetch-Site";

    private final Denials denials;

    RequestGate(Denials denials) {
        this.denials = denials;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        String host = request.getURI().getRawAuthority();
        if (CrossSite.forged(request.getMethod().name(), headers.getFirst(FETCH_SITE), headers.getOrigin(), host)) {
            return denials.answer(exchange, Denial.CROSS_SITE);
        }
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return denials.answer(exchange, Denial.PACKED);
        }
        return chain.filter(exchange)
                .onErrorResume(IdentityProviderUnavailableException.class, why -> denials.unavailable(exchange, why));
    }
}
