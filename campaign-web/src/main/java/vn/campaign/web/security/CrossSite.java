package vn.campaign.web.security;

import java.net.URI;
import java.util.Set;

/**
 * Tells a browser's request that another site caused from one of our own pages, by what the browser itself says (Fetch
 * Metadata, else Origin): the rule of Go's {@code http.CrossOriginProtection}. What comes from no browser carries neither
 * header, and no cookie that it did not put there itself.
 */
public final class CrossSite {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private CrossSite() {}

    /**
     * Whether the request is to be refused.
     *
     * @param fetchSite the header Sec-Fetch-Site, or null
     * @param origin the header Origin, or null
     * @param host host and port that the request was sent to
     */
    public static boolean forged(String method, String fetchSite, String origin, String host) {
        if (HARMLESS.contains(method)) {
            return false;
        }
        if (fetchSite != null) {
            return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
        }
        return origin != null && !authority(origin).equals(host);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
