package vn.campaign.access.guard;

/**
 * What a page may load and whom it may ask (Content-Security-Policy Level 3).
 *
 * @param ask origins that scripts may ask beside their own, or empty
 */
public record ContentPolicy(String ask) {

    private static final String STRICT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    /** Swagger UI brings styles and icons inside its own files. */
    private static final String SWAGGER = STRICT + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    /** The header's value for a path. */
    public String of(String path) {
        return path.startsWith("/swagger-ui") ? SWAGGER : STRICT + (ask.isEmpty() ? "" : "; connect-src 'self' " + ask);
    }
}
