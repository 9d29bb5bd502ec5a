package vn.campaign.web.security;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import reactor.core.publisher.Mono;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Grant;

/** Reads the account and its grants from the claims of a verified token. */
final class CallerConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private static final String GRANTS = "grants";
    private static final OAuth2Error NO_ACCOUNT = new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN);
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}@._:-]{1,128}");

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        String username = token.getClaimAsString("preferred_username");
        String subject = token.getSubject();
        String name = username == null ? subject : username;
        if (name == null || !NAME.matcher(name).matches()) {
            throw new JwtValidationException("the token names no account", List.of(NO_ACCOUNT));
        }
        List<String> grants = token.hasClaim(GRANTS) ? token.getClaimAsStringList(GRANTS) : List.of();
        return Mono.just(new CallerAuthentication(new Caller(
                subject == null ? name : subject,
                name,
                grants.stream().flatMap(text -> Grant.parse(text).stream()).toList(),
                token.getExpiresAt())));
    }
}
