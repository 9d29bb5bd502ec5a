package vn.campaign.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/**
 * Issues tokens for tests as an identity provider would, over the wire, and such as none would: any claim can be made
 * wrong. One for a JVM, started when it is first asked for.
 */
public final class TestIssuer {

    private static final String AUDIENCE = "campaign";
    private static final int BITS = 2048;
    private static final long MINUTES = 60;

    /** Started when the class is first used. */
    private static final class Only {
        static final TestIssuer ISSUER = new TestIssuer();
    }

    private final RSAKey key = newKey();
    private final String uri;

    private TestIssuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            uri = "http://127.0.0.1:" + server.getAddress().getPort();
            answer(server, "/.well-known/openid-configuration", 200, description(uri));
            answer(server, "/keys", 200, new JWKSet(key.toPublicJWK()).toString());
            answer(server, "/token", 400, "{\"error\":\"invalid_grant\"}");
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpServer server, String path, int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String description(String uri) {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/logout","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}"""
                .formatted(uri);
    }

    /** What services are told as their issuer. */
    public static String uri() {
        return Only.ISSUER.uri;
    }

    /** A good token. */
    public static String token(String name, String... grants) {
        return token(name, List.of(grants), claims -> {});
    }

    /** A token with claims that the caller changes. */
    public static String token(String name, List<String> grants, Consumer<JWTClaimsSet.Builder> change) {
        return sign(claims(name, grants, change), Only.ISSUER.key, Only.ISSUER.key.getKeyID());
    }

    /** Signed with a key that the issuer does not publish. */
    public static String forged(String name, String... grants) {
        return sign(claims(name, List.of(grants), claims -> {}), newKey(), Only.ISSUER.key.getKeyID());
    }

    /** Signed with a key that nobody knows. */
    public static String ofUnknownKey(String name, String... grants) {
        return sign(claims(name, List.of(grants), claims -> {}), Only.ISSUER.key, "made-up");
    }

    /** Not signed at all. */
    public static String unsigned(String name, String... grants) {
        return new PlainJWT(claims(name, List.of(grants), claims -> {})).serialize();
    }

    private static JWTClaimsSet claims(String name, List<String> grants, Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience(AUDIENCE)
                .subject(name)
                .claim("preferred_username", name)
                .claim("grants", grants)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(MINUTES * 60)));
        change.accept(claims);
        return claims.build();
    }

    private static String sign(JWTClaimsSet claims, RSAKey key, String keyId) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
