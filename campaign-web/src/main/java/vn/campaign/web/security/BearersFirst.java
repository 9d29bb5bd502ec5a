package vn.campaign.web.security;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads a program's request to its one filter, and all else to Spring Security's chains. To be looked for in those, and
 * by their firewall, would cost a report more than the filter does: it searches the address for some forty texts and
 * every header again each time that it is read. Whatever has an address in which there may be something to find is
 * searched.
 */
final class BearersFirst implements WebFilter {

    private final WebFilter bearers;
    private final WebFilter chains;

    BearersFirst(WebFilter bearers, WebFilter chains) {
        this.bearers = bearers;
        this.chains = chains;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var address = exchange.getRequest().getURI();
        return BearerFilter.guards(exchange) && address.getRawQuery() == null && isPlain(address.getRawPath())
                ? bearers.filter(exchange, chain)
                : chains.filter(exchange, chain);
    }

    /** Letters, digits, - and _ between single slashes: nothing encoded, no dots, no second meaning. */
    static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!plain && (c != '/' || i > 0 && path.charAt(i - 1) == '/')) {
                return false;
            }
        }
        return true;
    }
}
