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
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** How many requests made-up tokens can cause at the provider, whom they keep from it, and what holds during its outage. */
class AuthenticationTest {

    /** So few that a bucket fills again only after half a minute. */
    private static final int FAILURES = 2;

    private static final int MANY = 40;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer provider;
    private RSAKey key;
    private String issuer;
    private TokenAuthenticator tokens;

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
                Duration.ofDays(1),
                Duration.ofMinutes(1),
                new AccessProperties.Rate(1, 1, FAILURES),
                new AccessProperties.Upload(Duration.ofMinutes(1), 1));
        tokens = AuthenticationConfiguration.tokenAuthenticator(
                new IdentityProvider(properties), new FailedAuthentications(properties.rate()), properties);
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
        authenticate(token("known"));
        for (int i = 0; i < MANY; i++) {
            String token = token("made-up-" + i);
            String address = "192.0.2." + i;
            assertThatThrownBy(() -> authenticate(token, address)).isInstanceOf(InvalidBearerTokenException.class);
        }
        assertThat(asked.get()).isLessThan(5);
    }

    @Test
    void anAddressThatFailsTooOftenIsToldToWaitAndItsGoodAccountsAreNot() throws Exception {
        String forged = token("known", other(), 600);
        for (int i = 0; i < FAILURES; i++) {
            assertThatThrownBy(() -> authenticate(forged)).isInstanceOf(InvalidBearerTokenException.class);
        }
        int before = asked.get();
        for (String bad : List.of(forged, token("made-up"), "abc")) {
            assertThatThrownBy(() -> authenticate(bad))
                    .isInstanceOfSatisfying(ApiException.class, problem -> assertThat(
                                    problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                            .isNotNull());
        }
        assertThat(asked).as("times that the provider was asked").hasValue(before);
        assertThat(authenticate(token("known")).name()).isEqualTo("leader");
        assertThatThrownBy(() -> authenticate(forged, "192.0.2.2")).isInstanceOf(InvalidBearerTokenException.class);
    }

    /** All accounts behind one address may hold one at the same time, and have to be told that they need another. */
    @Test
    void aTokenThatHasExpiredIsNotCounted() throws Exception {
        String expired = token("known", key, -600);
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> authenticate(expired)).isInstanceOf(InvalidBearerTokenException.class);
        }
    }

    @Test
    void aNewKeyIsAskedFor() throws Exception {
        authenticate(token("known"));
        key = new RSAKeyGenerator(2048).keyID("new").generate();
        for (int i = 0; i < MANY; i++) {
            assertThat(authenticate(token("new")).name()).isEqualTo("leader");
        }
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
    void anAccountsIdIsTheTokensSubject() throws Exception {
        assertThat(authenticate(token("known")).id()).isEqualTo("id-of-leader");
    }

    @Test
    void aVerifiedTokenIsNotVerifiedAgain() throws Exception {
        String token = token("known");
        assertThat(authenticate(token)).isSameAs(authenticate(token));
    }

    @Test
    void anExpiredTokenIsNotServedFromTheCache() {
        Caller expired =
                new Caller("1", "leader", List.of(), Instant.now().minus(AuthenticationConfiguration.CLOCK_SKEW));
        AtomicInteger verified = new AtomicInteger();
        ReactiveAuthenticationManager manager = token -> {
            verified.incrementAndGet();
            return Mono.just(new CallerAuthentication(expired));
        };
        TokenAuthenticator cache =
                new TokenAuthenticator(manager, manager, new FailedAuthentications(new AccessProperties.Rate(1, 1, 1)));
        cache.byKeysAtHand("a.b.c").block();
        cache.byKeysAtHand("a.b.c").block();
        assertThat(verified).hasValue(2);
    }

    private Caller authenticate(String token) {
        return authenticate(token, "192.0.2.1");
    }

    private Caller authenticate(String token, String address) {
        var request = MockServerHttpRequest.get("/").remoteAddress(InetSocketAddress.createUnresolved(address, 1));
        return (Caller) tokens.authenticate(token, MockServerWebExchange.from(request))
                .block()
                .getPrincipal();
    }

    private static RSAKey other() throws Exception {
        return new RSAKeyGenerator(2048).generate();
    }

    private String token(String keyId) throws Exception {
        return token(keyId, key, 600);
    }

    private String token(String keyId, RSAKey signing, long seconds) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("campaign")
                        .subject("id-of-leader")
                        .claim("preferred_username", "leader")
                        .claim("grants", List.of("viewer:*"))
                        .jwtID(Long.toString(System.nanoTime()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .build());
        token.sign(new RSASSASigner(signing));
        return token.serialize();
    }
}
