package vn.campaign.web.security.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.campaign.web.security.CallRate;
import vn.campaign.web.security.Denial;

/** Refuses what one account, or one address without one, asks too often, and notes who was refused something by a controller. */
final class CallRateFilter extends OncePerRequestFilter {

    private final CallRate rate;
    private final Denials denials;

    CallRateFilter(CallRate rate, Denials denials) {
        this.rate = rate;
        this.denials = denials;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String account = Denials.caller();
        // No account's name begins with a slash.
        long seconds = rate.secondsToWait(account == null ? "/" + request.getRemoteAddr() : account);
        if (seconds == 0) {
            chain.doFilter(request, response);
            if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
                Denial.FORBIDDEN.note(account, request.getMethod(), request.getRequestURI());
            }
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        denials.answer(request, response, Denial.TOO_MANY_REQUESTS);
    }
}
