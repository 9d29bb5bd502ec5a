package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;
import vn.campaign.web.access.Caller;

/** How many requests made-up tokens can cause at the provider, and what holds during its outage. */
class AuthenticationTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer provider;
    private RSAKey key;
    private String issuer;
    private CachingAuthenticationManager tokens;

    @BeforeEach
    void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("known").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(issuer)));
        provider.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
        provider.start();
        AccessProperties properties = new AccessProperties(
                issuer,
                "",
                "campaign",
                "pages",
                "",
                "",
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                "",
                new AccessProperties.Rate(1, 1));
        tokens = AuthenticationConfiguration.authenticationManager(new IdentityProvider(properties), properties);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void madeUpKeysAreNotAskedForOneByOne() throws Exception {
        for (int i = 0; i < 50; i++) {
            String token = token("made-up-" + i);
            assertThatThrownBy(() -> authenticate(token))
                    .isInstanceOfAny(InvalidBearerTokenException.class, IdentityProviderUnavailableException.class);
        }
        assertThat(asked.get()).isLessThan(5);
        assertThat(authenticate(token("known")).name()).isEqualTo("leader");
    }

    /** To say that it is bad would log people out for a fault of ours. */
    @Test
    void withoutKeysNobodyCanTellWhetherATokenIsGood() throws Exception {
        provider.removeContext("/keys");
        String token = token("known");
        assertThatThrownBy(() -> authenticate(token)).isInstanceOf(IdentityProviderUnavailableException.class);
    }

    @Test
    void aGoodTokenIsStillGoodWhileTheProviderIsAway() throws Exception {
        authenticate(token("known"));
        provider.stop(0);
        assertThat(authenticate(token("known")).grants()).hasSize(1);
    }

    @Test
    void aVerifiedTokenIsNotVerifiedAgain() throws Exception {
        String token = token("known");
        assertThat(authenticate(token)).isSameAs(authenticate(token));
    }

    @Test
    void anExpiredTokenIsNotServedFromTheCache() {
        Caller expired = new Caller("leader", List.of(), Instant.now().minus(AuthenticationConfiguration.CLOCK_SKEW));
        AtomicInteger verified = new AtomicInteger();
        CachingAuthenticationManager cache = new CachingAuthenticationManager(token -> {
            verified.incrementAndGet();
            return Mono.just(new CallerAuthentication(expired));
        });
        cache.authenticate("a.b.c").block();
        cache.authenticate("a.b.c").block();
        assertThat(verified).hasValue(2);
    }

    private Caller authenticate(String token) {
        return (Caller) tokens.authenticate(token).block().getPrincipal();
    }

    private String token(String keyId) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("campaign")
                        .subject("leader")
                        .claim("grants", List.of("viewer:*"))
                        .jwtID(Long.toString(System.nanoTime()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
