package vn.campaign.web.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.ProblemHandler;

/** Redirects a browser that asks for a page to the login, and answers 401 to everything else. */
final class LoginEntryPoint implements ServerAuthenticationEntryPoint {

    static final String UNAUTHENTICATED = "UNAUTHENTICATED";

    private static final Logger log = LoggerFactory.getLogger(LoginEntryPoint.class);

    private final RedirectServerAuthenticationEntryPoint login =
            new RedirectServerAuthenticationEntryPoint("/oauth2/authorization/" + IdentityProvider.REGISTRATION);

    /** @param requests remembers the page, to which the login leads back */
    LoginEntryPoint(ServerRequestCache requests) {
        login.setRequestCache(requests);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        var request = exchange.getRequest();
        return request.getMethod().equals(HttpMethod.GET)
                        && ProblemHandler.asksForPage(exchange)
                        && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                ? login.commence(withSlash(exchange), failure)
                : unauthenticated(exchange, failure);
    }

    /** The cache of requests remembers only a path that begins with a slash; that of a service's first page is empty. */
    private static ServerWebExchange withSlash(ServerWebExchange exchange) {
        RequestPath path = exchange.getRequest().getPath();
        return path.pathWithinApplication().value().isEmpty()
                ? exchange.mutate()
                        .request(request -> request.path(path.value() + "/"))
                        .build()
                : exchange;
    }

    static Mono<Void> unauthenticated(ServerWebExchange exchange, AuthenticationException failure) {
        return Mono.error(unauthenticated(failure));
    }

    static ApiException unauthenticated(AuthenticationException failure) {
        ApiException problem =
                new ApiException(HttpStatus.UNAUTHORIZED, UNAUTHENTICATED, null, "A valid token is required.");
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"campaign\"");
        return problem;
    }

    /** A browser that returns from the provider without success. */
    static Mono<Void> loginFailed(WebFilterExchange filter, AuthenticationException failure) {
        log.info("A login failed: {}", failure.getMessage());
        return unauthenticated(filter.getExchange(), failure);
    }
}
