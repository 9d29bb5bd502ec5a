package vn.campaign.access.reactive;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.access.guard.CrossSite;
import vn.campaign.access.guard.Denial;
import vn.campaign.access.guard.IdentityProviderUnavailableException;

/** Refuses what another site caused, and tells when nobody can be known because the provider does not answer. */
final class CrossSiteFilter implements WebFilter {

    private final Denials denials;

    CrossSiteFilter(Denials denials) {
        this.denials = denials;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        HttpHeaders headers = request.getHeaders();
        String host = request.getURI().getRawAuthority();
        if (CrossSite.forged(
                request.getMethod().name(), headers.getFirst("Sec-Fetch-Site"), headers.getOrigin(), host)) {
            return denials.answer(exchange, Denial.CROSS_SITE);
        }
        return chain.filter(exchange)
                .onErrorResume(IdentityProviderUnavailableException.class, why -> denials.unavailable(exchange, why));
    }
}
