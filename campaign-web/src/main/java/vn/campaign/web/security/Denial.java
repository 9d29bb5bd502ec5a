package vn.campaign.web.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Why a request goes no further, as the problem detail (RFC 9457) that answers it. */
public enum Denial {
    MALFORMED(400, "Bad Request", "The address or a header holds what none may hold."),
    UNAUTHENTICATED(401, "Unauthorized", "A valid token is needed."),
    FORBIDDEN(403, "Forbidden", "The account may not do this."),
    CROSS_SITE(403, "Forbidden", "Another site caused this request."),
    PACKED(415, "Unsupported Media Type", "A body is sent as it is, without a Content-Encoding."),
    TOO_MANY_REQUESTS(429, "Too Many Requests", "The account asks too often."),
    IDENTITY_UNAVAILABLE(503, "Service Unavailable", "The identity provider does not answer; try again.");

    /** After a 503. */
    public static final String RETRY_AFTER_SECONDS = "5";

    /** RFC 6750. */
    public static final String CHALLENGE = "Bearer realm=\"campaign\"";

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String title;
    private final String detail;

    Denial(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    /** The body, in UTF-8. */
    public byte[] body(String path) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", path);
        problem.put("code", name());
        return JSON.writeValueAsBytes(problem);
    }

    /** Writes an audit line of it; the path holds no secret, the query might and stays out. */
    public void note(String who, String method, String path) {
        audit.info("{} {} {} by {}", name(), method, path, who == null ? "nobody" : who);
    }
}
