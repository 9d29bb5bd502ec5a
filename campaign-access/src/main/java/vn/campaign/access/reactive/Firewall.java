package vn.campaign.access.reactive;

import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Spring Security's firewall, for every request but a program's to an address in which there is nothing to look for: it
 * searches the address for some forty texts and every header again each time that it is read.
 */
final class Firewall implements ServerWebExchangeFirewall {

    private final StrictServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    Firewall() {
        strict.setAllowedHeaderValues(HeaderValues::isText);
    }

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        var address = exchange.getRequest().getURI();
        return BearerFilter.guards(exchange) && address.getRawQuery() == null && isPlain(address.getRawPath())
                ? Mono.just(exchange)
                : strict.getFirewalledExchange(exchange);
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
