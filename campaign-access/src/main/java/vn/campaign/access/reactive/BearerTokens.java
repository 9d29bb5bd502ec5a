package vn.campaign.access.reactive;

import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.access.guard.CallerToken;
import vn.campaign.access.guard.Tokens;

/** Tells the callers of bearer tokens; only a token that is new here leaves the event loop. */
final class BearerTokens implements ReactiveAuthenticationManager {

    private final Tokens tokens;

    BearerTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication given) {
        String token = ((BearerTokenAuthenticationToken) given).getToken();
        return Mono.justOrEmpty(tokens.remembered(token))
                .switchIfEmpty(Mono.fromCallable(() -> tokens.read(token)).subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(BadJwtException.class, bad -> new InvalidBearerTokenException("bad token", bad))
                .map(CallerToken::new);
    }
}
