package vn.campaign.web.security;

import java.net.URI;

/**
 * What a page may load and whom it may ask (Content-Security-Policy Level 3).
 *
 * @param ask origins that scripts may ask beside their own, or empty
 */
public record ContentPolicy(String ask) {

    private static final String STRICT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** Swagger UI brings styles and icons inside its own files. */
    private static final String SWAGGER = STRICT + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    /**
     * The header's value for a path.
     *
     * @param issuer the identity provider, to which the form that logs out leads
     */
    public String of(String path, String issuer) {
        return (path.startsWith("/swagger-ui") ? SWAGGER : STRICT)
                + "; form-action 'self' " + origin(issuer)
                + (ask.isEmpty() ? "" : "; connect-src 'self' " + ask);
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
