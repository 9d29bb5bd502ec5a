package vn.campaign.web.security;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.ReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.campaign.web.access.Caller;
import vn.campaign.web.access.Role;

/** Every request is of someone: by a bearer token, or by a log-in kept in cookies. A service adds its content policy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableWebFluxSecurity
@Import({GuardConfiguration.class, Liveness.class})
public class ReactiveAccess {

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(IdentityProvider provider) {
        return id -> id.equals(IdentityProvider.REGISTRATION)
                ? Mono.fromCallable(provider::pages).subscribeOn(Schedulers.boundedElastic())
                : Mono.empty();
    }

    /** The ID token says enough; nobody asks the provider for more. */
    @Bean
    ReactiveOAuth2UserService<OidcUserRequest, OidcUser> users() {
        return request -> Mono.just(new DefaultOidcUser(null, request.getIdToken()));
    }

    /** A body that stops coming, and a connection that nobody asks anything on. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> slowClients(AccessProperties properties) {
        return server -> server.addServerCustomizers(
                http -> http.readTimeout(properties.patience()).idleTimeout(properties.patience()));
    }

    @Bean
    ServerExchangeRejectedHandler rejected() {
        Denials denials = new Denials();
        return (exchange, why) -> denials.answer(exchange, Denial.MALFORMED);
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderValues(HeaderValues::isText);
        return firewall;
    }

    @Bean
    BearerFilter bearerFilter(ContentPolicy policy, Tokens tokens, CallRate rate, AccessProperties properties) {
        return new BearerFilter(tokens, rate, new AnswerHeaders(policy, properties.issuer(), false), new Denials());
    }

    /** What programs ask of the API does not pass Spring Security's filter but ours, in its place. */
    @Bean
    static BeanPostProcessor bearersFirst(ObjectProvider<BearerFilter> bearers) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof WebFilterChainProxy chains
                        ? new BearersFirst(bearers.getObject()::filter, chains)
                        : bean;
            }
        };
    }

    /** And what of it has an address to be searched comes back to ours. */
    @Bean
    @Order(1)
    SecurityWebFilterChain bearers(BearerFilter bearers) {
        return new MatcherSecurityWebFilterChain(
                exchange -> BearerFilter.guards(exchange) ? MatchResult.match() : MatchResult.notMatch(),
                List.of(bearers::filter));
    }

    /**
     * Nobody's business who reads a style sheet; browsers may keep it. No session is looked for, which Spring would do on the
     * threads on which others wait for what blocks: health is told here, too.
     */
    @Bean
    @Order(2)
    SecurityWebFilterChain publicFiles(ServerHttpSecurity http, ContentPolicy policy, AccessProperties properties) {
        return headers(http, new AnswerHeaders(policy, properties.issuer(), true))
                .securityMatcher(ServerWebExchangeMatchers.pathMatchers(Paths.PUBLIC))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .authorizeExchange(all -> all.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain everythingElse(
            ServerHttpSecurity http,
            ContentPolicy policy,
            IdentityProvider provider,
            Tokens tokens,
            Sessions sessions,
            CallRate rate,
            AccessProperties properties) {
        CookieSession session = new CookieSession(sessions);
        CookieServerRequestCache asked = new AskedPages();
        RedirectServerAuthenticationSuccessHandler back = new RedirectServerAuthenticationSuccessHandler("/");
        back.setRequestCache(asked);
        Denials denials = new Denials();
        ServerAuthenticationEntryPoint entry = entry(asked, denials);
        return headers(http, new AnswerHeaders(policy, properties.issuer(), false))
                .cors(withDefaults())
                // RequestGate does it, without a token that every script would have to carry.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .addFilterBefore(new RequestGate(denials), SecurityWebFiltersOrder.REACTOR_CONTEXT)
                .addFilterBefore(new CallRateFilter(rate, denials), SecurityWebFiltersOrder.AUTHORIZATION)
                .securityContextRepository(session)
                .requestCache(cache -> cache.requestCache(asked))
                .oauth2ResourceServer(server -> bearer(server, tokens, denials))
                .oauth2Login(login -> login.authorizationRequestRepository(new PendingLogins(provider))
                        .authorizedClientRepository(session)
                        .authenticationSuccessHandler(back)
                        .authenticationFailureHandler(denials::loginFailed))
                .logout(logout -> logout.logoutUrl("/logout")
                        .logoutHandler(session)
                        .logoutSuccessHandler(new ProviderLogout(provider)))
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(entry).accessDeniedHandler(denials::forbidden))
                .authorizeExchange(all -> all.pathMatchers(Paths.OPERATORS)
                        .access((authentication, context) ->
                                allowed(authentication, caller -> caller.is(Role.OPERATOR)))
                        .anyExchange()
                        .access((authentication, context) -> allowed(authentication, caller -> true)))
                .build();
    }

    private static void bearer(ServerHttpSecurity.OAuth2ResourceServerSpec server, Tokens tokens, Denials denials) {
        BearerTokens bearers = new BearerTokens(tokens);
        server.bearerTokenConverter(bearers)
                .authenticationManagerResolver(exchange -> Mono.just(bearers))
                .authenticationEntryPoint(denials::unauthenticated)
                .accessDeniedHandler(denials::forbidden);
    }

    private static ServerHttpSecurity headers(ServerHttpSecurity http, AnswerHeaders headers) {
        return http.headers(ServerHttpSecurity.HeaderSpec::disable)
                .addFilterAt(new HttpHeaderWriterWebFilter(headers), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER);
    }

    private static Mono<AuthorizationResult> allowed(Mono<Authentication> authentication, Predicate<Caller> rule) {
        return authentication
                .ofType(CallerToken.class)
                .map(token -> new AuthorizationDecision(rule.test(token.getPrincipal())));
    }

    /** A browser that asks for a page is sent to log in and comes back to it; all else is told. */
    private static ServerAuthenticationEntryPoint entry(CookieServerRequestCache asked, Denials denials) {
        RedirectServerAuthenticationEntryPoint login = new RedirectServerAuthenticationEntryPoint(Paths.LOGIN);
        login.setRequestCache(asked);
        return (exchange, why) ->
                asksForPage(exchange) ? login.commence(exchange, why) : denials.unauthenticated(exchange, why);
    }

    private static boolean asksForPage(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return request.getMethod().equals(HttpMethod.GET)
                && Paths.isPage(request.getPath().value())
                && String.valueOf(request.getHeaders().getFirst(HttpHeaders.ACCEPT))
                        .contains(MediaType.TEXT_HTML_VALUE)
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }
}
