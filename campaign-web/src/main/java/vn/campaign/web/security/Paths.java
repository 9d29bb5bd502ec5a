package vn.campaign.web.security;

/** Who may ask for which addresses, alike in every service; what a controller answers it decides further by itself. */
public final class Paths {

    /** Files and descriptions that tell nothing of any campaign. */
    public static final String[] PUBLIC = {
        "/*.css",
        "/*.js",
        "/*.svg",
        "/*.webmanifest",
        "/webjars/**",
        "/v3/api-docs/**",
        "/v3/api-docs",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/actuator/health/**"
    };

    /** What only operators may ask for. */
    public static final String OPERATORS = "/actuator/**";

    /** Where a browser that is not logged in is sent. */
    public static final String LOGIN = "/oauth2/authorization/" + IdentityProvider.REGISTRATION;

    /** A page is asked for by a browser that takes HTML; all else gets a problem detail. */
    public static boolean isPage(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    private Paths() {}
}
