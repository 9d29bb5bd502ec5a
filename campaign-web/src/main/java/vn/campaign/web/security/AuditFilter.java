package vn.campaign.web.security;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.OutageLog;

/** Logs each request that security or a controller denies, with the account when it is known. */
final class AuditFilter implements WebFilter {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final OutageLog OUTAGES =
            new OutageLog(LoggerFactory.getLogger(AuditFilter.class), "The identity provider does not answer");

    private static final String FORBIDDEN = "FORBIDDEN";
    private static final Set<String> DENIALS = Set.of(
            FORBIDDEN,
            LoginEntryPoint.UNAUTHENTICATED,
            CrossOriginFilter.CODE,
            Admission.COMPRESSED,
            RateLimiter.TOO_MANY);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .doOnSuccess(done -> onResponse(exchange))
                .doOnError(ErrorResponse.class::isInstance, failure -> onFailure(exchange, (ErrorResponse) failure));
    }

    private static void onResponse(ServerWebExchange exchange) {
        if (HttpStatus.FORBIDDEN.equals(exchange.getResponse().getStatusCode())) {
            log(exchange, FORBIDDEN);
        }
    }

    private static void onFailure(ServerWebExchange exchange, ErrorResponse failure) {
        if (failure instanceof ApiException problem && DENIALS.contains(problem.code())) {
            log(exchange, problem.code());
        } else if (failure.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN)) {
            log(exchange, FORBIDDEN);
        }
        if (failure instanceof IdentityProviderUnavailableException unavailable) {
            OUTAGES.add(unavailable.getCause());
        }
    }

    /** Without the query, which may hold a secret. */
    private static void log(ServerWebExchange exchange, String code) {
        var request = exchange.getRequest();
        Caller caller = exchange.getAttribute(CallerAuthentication.ATTRIBUTE);
        audit.info(
                "{} {} {} by {}",
                code,
                request.getMethod(),
                request.getPath(),
                caller == null ? "nobody" : caller.name());
    }
}
