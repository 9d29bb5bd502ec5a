package vn.campaign.web.security.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.security.AccessProperties;
import vn.campaign.web.security.CallRate;
import vn.campaign.web.security.CallerToken;
import vn.campaign.web.security.ContentPolicy;
import vn.campaign.web.security.Denial;
import vn.campaign.web.security.GuardConfiguration;
import vn.campaign.web.security.IdentityProvider;
import vn.campaign.web.security.Paths;
import vn.campaign.web.security.Sessions;
import vn.campaign.web.security.Tokens;

/** Every request is of someone: by a bearer token, or by a log-in kept in cookies. A service adds its content policy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableWebSecurity
@Import(GuardConfiguration.class)
public class ServletAccess {

    @Bean
    ClientRegistrationRepository clientRegistrations(IdentityProvider provider) {
        return id -> id.equals(IdentityProvider.REGISTRATION) ? provider.pages() : null;
    }

    @Bean
    RequestRejectedHandler rejected() {
        Denials denials = new Denials();
        return (request, response, why) -> denials.answer(request, response, Denial.MALFORMED);
    }

    /** Nobody's business who reads a style sheet; browsers may keep it. */
    @Bean
    @Order(1)
    SecurityFilterChain publicFiles(HttpSecurity http, ContentPolicy policy, AccessProperties properties) {
        return headers(http, policy, properties)
                .securityMatcher(Paths.PUBLIC)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            ContentPolicy policy,
            IdentityProvider provider,
            Tokens tokens,
            Sessions sessions,
            CallRate rate,
            AccessProperties properties) {
        CookieSession session = new CookieSession(sessions);
        AskedPages asked = new AskedPages();
        SavedRequestAwareAuthenticationSuccessHandler back = new SavedRequestAwareAuthenticationSuccessHandler();
        back.setRequestCache(asked);
        Denials denials = new Denials();
        LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint(Paths.LOGIN);
        AuthenticationEntryPoint entry = (request, response, why) -> {
            if (asksForPage(request)) {
                login.commence(request, response, why);
            } else {
                denials.unauthenticated(request, response, why);
            }
        };
        return headers(http, policy, properties)
                // RequestGate does it, without a token that every script would have to carry.
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(session))
                .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(asked))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> bearer(tokens))
                        .authenticationEntryPoint(denials::unauthenticated)
                        .accessDeniedHandler(denials::forbidden))
                .oauth2Login(pages -> pages.authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestRepository(new PendingLogins(provider)))
                        .authorizedClientRepository(session)
                        // The ID token says enough; nobody asks the provider for more.
                        .userInfoEndpoint(users ->
                                users.oidcUserService(request -> new DefaultOidcUser(null, request.getIdToken())))
                        .successHandler(back)
                        .failureHandler(denials::loginFailed))
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler(session)
                        .logoutSuccessHandler(new ProviderLogout(provider)))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(entry).accessDeniedHandler(denials::forbidden))
                .addFilterBefore(new RequestGate(denials), SecurityContextHolderFilter.class)
                .addFilterBefore(new CallRateFilter(rate, denials), AuthorizationFilter.class)
                // Only the container asks for the page of an error, for a request that was let in before.
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(Paths.OPERATORS)
                        .access(allowed(caller -> caller.is(Role.OPERATOR)))
                        .anyRequest()
                        .access(allowed(caller -> true)))
                .build();
    }

    private static HttpSecurity headers(HttpSecurity http, ContentPolicy policy, AccessProperties properties) {
        return http.headers(headers -> headers.addHeaderWriter((request, response) -> response.setHeader(
                        "Content-Security-Policy", policy.of(request.getRequestURI(), properties.issuer())))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()")));
    }

    private static AuthenticationManager bearer(Tokens tokens) {
        return given -> {
            try {
                return new CallerToken(tokens.read(((BearerTokenAuthenticationToken) given).getToken()));
            } catch (BadJwtException bad) {
                throw new InvalidBearerTokenException("bad token", bad);
            }
        };
    }

    private static AuthorizationManager<RequestAuthorizationContext> allowed(Predicate<Caller> rule) {
        return (authentication, context) -> new AuthorizationDecision(
                authentication.get() instanceof CallerToken token && rule.test(token.getPrincipal()));
    }

    private static boolean asksForPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && Paths.isPage(request.getRequestURI())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }
}
