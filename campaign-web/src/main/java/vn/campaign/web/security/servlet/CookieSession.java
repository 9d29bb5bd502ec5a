package vn.campaign.web.security.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;
import vn.campaign.web.security.CallerToken;
import vn.campaign.web.security.Sessions;

/** {@link Sessions} for servlets: read for each request that brings no bearer token, written at log-in and log-out. */
final class CookieSession implements SecurityContextRepository, OAuth2AuthorizedClientRepository, LogoutHandler {

    private final Sessions sessions;

    CookieSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        HttpServletRequest request = holder.getRequest();
        SecurityContextImpl context = new SecurityContextImpl();
        String access = cookie(request, Sessions.ACCESS);
        String refresh = cookie(request, Sessions.REFRESH);
        if (access == null && refresh == null || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return context;
        }
        sessions.remembered(access)
                .or(() -> {
                    Sessions.Resumed resumed = sessions.resume(access, refresh, request.isSecure());
                    set(response(), resumed.cookies());
                    return resumed.caller();
                })
                .ifPresent(caller -> context.setAuthentication(new CallerToken(caller)));
        return context;
    }

    /** Where new cookies go; loading a context is not told of it. */
    private static HttpServletResponse response() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getResponse();
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return cookie(request, Sessions.ACCESS) != null || cookie(request, Sessions.REFRESH) != null;
    }

    /** The log-in is kept by {@link #saveAuthorizedClient}. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication login,
            HttpServletRequest request,
            HttpServletResponse response) {
        String refresh = client.getRefreshToken() == null
                ? null
                : client.getRefreshToken().getTokenValue();
        String identity = ((OidcUser) login.getPrincipal()).getIdToken().getTokenValue();
        set(response, sessions.begin(client.getAccessToken().getTokenValue(), refresh, identity, request.isSecure()));
    }

    @Override
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
            String registration, Authentication caller, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication caller, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, Authentication caller) {
        set(response, sessions.end(request.isSecure()));
    }

    static String cookie(HttpServletRequest request, String name) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static void set(HttpServletResponse response, List<ResponseCookie> cookies) {
        cookies.forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    }
}
