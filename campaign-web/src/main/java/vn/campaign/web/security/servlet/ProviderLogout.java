package vn.campaign.web.security.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.campaign.web.security.IdentityProvider;
import vn.campaign.web.security.Sessions;

/** Ends the log-in with the provider as well, since the next one on a shared phone is to ask for a password. */
final class ProviderLogout implements LogoutSuccessHandler {

    private final IdentityProvider provider;

    ProviderLogout(IdentityProvider provider) {
        this.provider = provider;
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication caller) {
        URI home = ServletUriComponentsBuilder.fromContextPath(request)
                .path("/")
                .build()
                .toUri();
        String identity = CookieSession.cookie(request, Sessions.IDENTITY);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                HttpHeaders.LOCATION, (identity == null ? home : provider.endOfSession(identity, home)).toString());
    }
}
