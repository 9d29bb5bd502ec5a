package vn.campaign.web.security;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Admits a request of the account that a session names, or of nobody. */
final class AdmissionFilter implements WebFilter {

    private final Admission admission;

    AdmissionFilter(Admission admission) {
        this.admission = admission;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .doOnNext(account -> admission.admit(exchange, account))
                .switchIfEmpty(Mono.fromRunnable(() -> admission.admit(exchange, null)))
                .then(chain.filter(exchange));
    }
}
