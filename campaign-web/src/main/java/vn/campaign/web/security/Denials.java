package vn.campaign.web.security;

import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers what goes no further with a problem detail, and notes it. */
final class Denials {

    private static final Logger log = LoggerFactory.getLogger(Denials.class);

    Mono<Void> unauthenticated(ServerWebExchange exchange, AuthenticationException why) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, Denial.CHALLENGE);
        return answer(exchange, Denial.UNAUTHENTICATED);
    }

    /** It is noted when it is sent, like a controller's. */
    Mono<Void> forbidden(ServerWebExchange exchange, AccessDeniedException why) {
        return write(exchange, Denial.FORBIDDEN);
    }

    /** A browser that came back from the provider without success starts again at the front. */
    Mono<Void> loginFailed(WebFilterExchange filter, AuthenticationException why) {
        log.info("a log-in failed: {}", why.getMessage());
        return answer(filter.getExchange(), Denial.UNAUTHENTICATED);
    }

    Mono<Void> unavailable(ServerWebExchange exchange, IdentityProviderUnavailableException why) {
        log.warn("{}", why.getMessage());
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Denial.RETRY_AFTER_SECONDS);
        return answer(exchange, Denial.IDENTITY_UNAVAILABLE);
    }

    /** Told to come back after so many seconds. */
    Mono<Void> tooMany(ServerWebExchange exchange, long seconds) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return answer(exchange, Denial.TOO_MANY_REQUESTS);
    }

    /** Writes the audit line of what a controller has refused, once its answer is on the way. */
    Mono<Void> noteRefusal(ServerWebExchange exchange, String who) {
        if (HttpStatus.FORBIDDEN.equals(exchange.getResponse().getStatusCode())) {
            var request = exchange.getRequest();
            Denial.FORBIDDEN.note(
                    who, request.getMethod().name(), request.getPath().value());
        }
        return Mono.empty();
    }

    Mono<Void> answer(ServerWebExchange exchange, Denial denial) {
        var request = exchange.getRequest();
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty("nobody")
                .doOnNext(who -> denial.note(
                        who, request.getMethod().name(), request.getPath().value()))
                .then(Mono.defer(() -> write(exchange, denial)));
    }

    private static Mono<Void> write(ServerWebExchange exchange, Denial denial) {
        String path = exchange.getRequest().getPath().value();
        var response = exchange.getResponse();
        response.setRawStatusCode(denial.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(denial.body(path))));
    }
}
