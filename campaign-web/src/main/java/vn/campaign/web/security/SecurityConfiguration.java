package vn.campaign.web.security;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.DelegatingServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;
import vn.campaign.web.problem.ApiException;

/** Authenticates every request, by a bearer token or by a login kept in cookies. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableConfigurationProperties(AccessProperties.class)
@EnableWebFluxSecurity
@Import({AuthenticationConfiguration.class, ServerConfiguration.class})
public class SecurityConfiguration {

    private static final Duration LOGIN_TIMEOUT = Duration.ofMinutes(10);
    private static final String OPERATORS_ONLY = "/actuator/**";
    private static final String[] API_DESCRIPTION = {
        "/v3/api-docs", "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**"
    };
    private static final String[] PUBLIC = {
        "/*.css", "/*.js", "/*.svg", "/*.webmanifest", "/assets/**", "/webjars/**", "/actuator/health/**"
    };

    @Bean
    ServerWebExchangeFirewall firewall() {
        return new BearerRequestFirewall();
    }

    @Bean
    ServerExchangeRejectedHandler rejectedHandler() {
        return (exchange, rejected) ->
                Mono.error(ApiException.malformed(null, "The address or a header holds a forbidden character."));
    }

    @Bean
    Admission admission(AccessProperties properties) {
        return new Admission(properties.rate());
    }

    /** Around Spring Security's filter, whose order is -100, to see what that denies. */
    @Bean
    @Order(-101)
    WebFilter auditFilter() {
        return new AuditFilter();
    }

    /** Programs' requests to the API. The filters that guard a browser cost a report more than its own checks. */
    @Bean
    @Order(1)
    SecurityWebFilterChain bearerRequests(TokenAuthenticator tokens, Admission admission) {
        return new MatcherSecurityWebFilterChain(
                new BearerRequests(), List.of(new BearerTokenFilter(tokens, admission)));
    }

    /** Files and health. No session is loaded, since that may block, and browsers may cache them. */
    @Bean
    @Order(2)
    SecurityWebFilterChain publicFiles(ServerHttpSecurity http, AccessProperties properties) {
        return open(http, contentSecurityPolicy(properties), PUBLIC);
    }

    /** Swagger UI brings styles and icons inside its own files. */
    @Bean
    @Order(3)
    SecurityWebFilterChain apiDescription(ServerHttpSecurity http, AccessProperties properties) {
        return open(
                http,
                contentSecurityPolicy(properties) + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
                API_DESCRIPTION);
    }

    private static SecurityWebFilterChain open(ServerHttpSecurity http, String policy, String... paths) {
        return http.securityMatcher(pathMatchers(paths))
                .headers(headers -> headers(headers, policy).cache(HeaderSpec.CacheSpec::disable))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .authorizeExchange(all -> all.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityWebFilterChain everythingElse(
            ServerHttpSecurity http,
            IdentityProvider provider,
            TokenAuthenticator tokens,
            FailedAuthentications failures,
            CookieSessionRepository sessions,
            Admission admission,
            AccessProperties properties) {
        CookieServerRequestCache requests = new CookieServerRequestCache();
        requests.setCookieCustomizer(cookie -> cookie.maxAge(LOGIN_TIMEOUT));
        RedirectServerAuthenticationSuccessHandler loggedIn = new RedirectServerAuthenticationSuccessHandler("/");
        loggedIn.setRequestCache(requests);
        loggedIn.setRedirectStrategy(SecurityConfiguration::redirectWithinService);
        return http.headers(headers -> headers(headers, contentSecurityPolicy(properties)))
                // CrossOriginFilter replaces it, without a token that every script would have to send.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .addFilterBefore(new CrossOriginFilter(), SecurityWebFiltersOrder.REACTOR_CONTEXT)
                .addFilterBefore(admission::filter, SecurityWebFiltersOrder.AUTHORIZATION)
                .securityContextRepository(sessions)
                // Only the login uses the cache; its filter would set a cookie for every request.
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(tokens)
                        .authenticationEntryPoint(LoginEntryPoint::unauthenticated))
                .oauth2Login(login -> login.authorizationRequestRepository(
                                new CookieAuthorizationRequestRepository(provider, failures))
                        .authorizedClientRepository(sessions)
                        .authenticationSuccessHandler(new DelegatingServerAuthenticationSuccessHandler(
                                (filter, caller) -> Mono.fromRunnable(
                                        () -> failures.succeed(Admission.address(filter.getExchange()))),
                                loggedIn))
                        .authenticationFailureHandler(LoginEntryPoint::loginFailed))
                .logout(logout -> logout.logoutUrl("/logout")
                        .logoutHandler(sessions)
                        .logoutSuccessHandler(new ProviderLogoutSuccessHandler(provider)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new LoginEntryPoint(requests))
                        .accessDeniedHandler((exchange, denied) ->
                                Mono.error(ApiException.forbidden("The account may not do this."))))
                .authorizeExchange(all -> all.pathMatchers(OPERATORS_ONLY)
                        .access(caller(caller -> caller.is(Role.OPERATOR)))
                        .anyExchange()
                        .access(caller(caller -> true)))
                .build();
    }

    /** A service's first page has no final slash: {@code /report?unit=xa-co}. */
    private static Mono<Void> redirectWithinService(ServerWebExchange exchange, URI location) {
        String basePath = exchange.getRequest().getPath().contextPath().value();
        String path =
                basePath.isEmpty() ? location.toString() : location.toString().replaceFirst("^/(?=[?]|$)", "");
        DefaultServerRedirectStrategy redirects = new DefaultServerRedirectStrategy();
        redirects.setContextRelative(false);
        return redirects.sendRedirect(exchange, URI.create(basePath + path));
    }

    private static HeaderSpec headers(HeaderSpec headers, String policy) {
        return headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicy(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    /** The form that logs out leads to the identity provider. */
    private static String contentSecurityPolicy(AccessProperties properties) {
        URI issuer = URI.create(properties.issuer());
        return "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> caller(Predicate<Caller> rule) {
        return (authentication, context) -> authentication
                .ofType(CallerAuthentication.class)
                .map(caller -> new AuthorizationDecision(rule.test(caller.getPrincipal())));
    }

    /** To observe each filter and each decision costs a request more than its report. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    GlobalOpenApiCustomizer securityDescription() {
        return new SecurityDescription();
    }
}
