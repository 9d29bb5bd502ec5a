package vn.campaign.web.security.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.campaign.web.security.CallerToken;
import vn.campaign.web.security.Denial;
import vn.campaign.web.security.IdentityProviderUnavailableException;

/** Answers what goes no further with a problem detail, and notes it. */
final class Denials {

    private static final Logger log = LoggerFactory.getLogger(Denials.class);

    void unauthenticated(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Denial.CHALLENGE);
        answer(request, response, Denial.UNAUTHENTICATED);
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        answer(request, response, Denial.FORBIDDEN);
    }

    void loginFailed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        log.info("a log-in failed: {}", why.getMessage());
        answer(request, response, Denial.UNAUTHENTICATED);
    }

    void unavailable(HttpServletRequest request, HttpServletResponse response, IdentityProviderUnavailableException why)
            throws IOException {
        log.warn("{}", why.getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, Denial.RETRY_AFTER_SECONDS);
        answer(request, response, Denial.IDENTITY_UNAVAILABLE);
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Denial denial) throws IOException {
        denial.note(caller(), request.getMethod(), request.getRequestURI());
        response.setStatus(denial.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(denial.body(request.getRequestURI()));
    }

    /** The account's name, or null. */
    static String caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.getName()
                : null;
    }
}
