package vn.campaign.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tokens that would allow everything if they were good. Each has one fault; all but those whose fault it is are signed with
 * the provider's own key.
 */
final class BadTokens {

    private static final long HOUR = 3600;

    private BadTokens() {}

    /**
     * The tokens by their fault.
     *
     * @param keyFile the provider's signing key
     */
    static Map<String, String> of(String issuer, Path keyFile) throws IOException, ParseException, JOSEException {
        RSAKey key = RSAKey.parse(Files.readString(keyFile));
        RSASSASigner signer = new RSASSASigner(key);
        JWTClaimsSet good = claims(issuer, UnaryOperator.identity());
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no token at all", "abc");
        tokens.put("expired", sign(key, signer, claims(issuer, claims -> claims.expirationTime(in(-HOUR)))));
        tokens.put("not yet valid", sign(key, signer, claims(issuer, claims -> claims.notBeforeTime(in(HOUR)))));
        tokens.put("endless", sign(key, signer, claims(issuer, claims -> claims.expirationTime(null))));
        tokens.put("for someone else", sign(key, signer, claims(issuer, claims -> claims.audience("other"))));
        tokens.put("for nobody", sign(key, signer, claims(issuer, claims -> claims.audience((String) null))));
        tokens.put("of another issuer", sign(key, signer, claims(issuer, claims -> claims.issuer(issuer + "/other"))));
        tokens.put("of nobody", sign(key, signer, claims(issuer, claims -> claims.subject(null))));
        tokens.put("not signed", new PlainJWT(good).serialize());
        tokens.put("signed by somebody else", sign(key, new RSASSASigner(new RSAKeyGenerator(2048).generate()), good));
        tokens.put("signed with the public key as a secret", signWithPublicKey(key, good));
        tokens.put(
                "changed",
                changed(sign(key, signer, claims(issuer, claims -> claims.claim("grants", List.of("viewer:x"))))));
        return tokens;
    }

    private static JWTClaimsSet claims(String issuer, UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("campaign")
                        .subject("everything")
                        .claim(
                                "grants",
                                AccessMatrix.ROLES.stream()
                                        .map(role -> role + ":*")
                                        .toList())
                        .issueTime(in(0))
                        .expirationTime(in(HOUR)))
                .build();
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String sign(RSAKey key, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        return sign(JWSAlgorithm.RS256, key, signer, claims);
    }

    private static String signWithPublicKey(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return sign(JWSAlgorithm.HS256, key, new MACSigner(key.toRSAPublicKey().getEncoded()), claims);
    }

    private static String sign(JWSAlgorithm algorithm, RSAKey key, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        parts[1] = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("viewer:x", "viewer:*").getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }
}
