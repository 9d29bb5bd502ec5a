package vn.campaign.web.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets a program's request pass unchecked when its address cannot hold anything that the strict firewall searches for. That
 * search, and the check of every header each time that it is read, cost a report more than its own checks.
 */
final class BearerRequestFirewall implements ServerWebExchangeFirewall {

    private final StrictServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    BearerRequestFirewall() {
        strict.setAllowedHeaderValues(BearerRequestFirewall::isText);
    }

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        URI uri = exchange.getRequest().getURI();
        return uri.getRawQuery() == null && isPlain(uri.getRawPath()) && BearerRequests.matches(exchange.getRequest())
                ? Mono.just(exchange)
                : strict.getFirewalledExchange(exchange);
    }

    /** Letters, digits, - and _ between single slashes: nothing encoded and no dots, so only one meaning. */
    private static boolean isPlain(String path) {
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

    /** As the default, assigned characters without control characters except the tab, but not by a regular expression. */
    static boolean isText(@Nullable String value) {
        return value == null
                || value.codePoints().allMatch(c -> c == '\t' || Character.isDefined(c) && !Character.isISOControl(c));
    }
}
