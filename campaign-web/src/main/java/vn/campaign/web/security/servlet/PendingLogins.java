package vn.campaign.web.security.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import vn.campaign.web.security.IdentityProvider;
import vn.campaign.web.security.PendingLogin;

/** Keeps each pending log-in in the cookie of its browser. */
final class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private final IdentityProvider provider;

    PendingLogins(IdentityProvider provider) {
        this.provider = provider;
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest request, HttpServletRequest from, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                PendingLogin.of(request).cookie(from.isSecure()).toString());
    }

    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String cookie = CookieSession.cookie(request, PendingLogin.COOKIE);
        return cookie == null
                ? null
                : PendingLogin.read(cookie)
                        .filter(pending -> pending.state().equals(request.getParameter("state")))
                        .map(pending -> pending.request(provider.pages()))
                        .orElse(null);
    }

    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        if (found != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    PendingLogin.noCookie(request.isSecure()).toString());
        }
        return found;
    }
}
