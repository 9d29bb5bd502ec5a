package vn.campaign.web.security.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.campaign.web.security.CrossSite;
import vn.campaign.web.security.Denial;
import vn.campaign.web.security.IdentityProviderUnavailableException;

/**
 * Refuses what another site caused and what comes packed, of which a few bytes could become any number, and tells when
 * nobody can be known because the provider does not answer.
 */
final class RequestGate extends OncePerRequestFilter {

    private final Denials denials;

    RequestGate(Denials denials) {
        this.denials = denials;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (CrossSite.forged(
                request.getMethod(),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.HOST))) {
            denials.answer(request, response, Denial.CROSS_SITE);
            return;
        }
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            denials.answer(request, response, Denial.PACKED);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IdentityProviderUnavailableException unavailable) {
            denials.unavailable(request, response, unavailable);
        }
    }
}
