package vn.campaign.web.security;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;

/** Rejects compressed request bodies, of which a few bytes can expand to any size. */
final class ContentEncodingFilter implements WebFilter {

    static final String CODE = "PACKED";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)
                ? Mono.error(new ApiException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, CODE, null, "Send the body without a Content-Encoding."))
                : chain.filter(exchange);
    }
}
