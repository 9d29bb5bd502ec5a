package vn.campaign.localstack.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import vn.campaign.localstack.identity.Accounts.Account;

/**
 * An OpenID provider on 127.0.0.1 for those who have no other: people log in by authorization code with PKCE, machines get
 * tokens by client credentials, with the same account names. Tokens carry who it is and what it may do.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdentityServer {

    /** The audience of every token. */
    private static final String AUDIENCE = "campaign";

    private static final int RSA_BITS = 2048;

    /** The file of the {@link Accounts}, beside which the signing key is kept, and the addresses of the services' pages. */
    @ConfigurationProperties("identity")
    record Properties(Path accounts, List<String> pages) {}

    public static void main(String[] arguments) {
        SpringApplication.run(IdentityServer.class, arguments);
    }

    @Bean
    Accounts accounts(Properties properties) {
        return new Accounts(properties.accounts());
    }

    @Bean
    RegisteredClientRepository clients(Accounts accounts, Properties properties) {
        return new Clients(accounts, properties.pages());
    }

    @Bean
    UserDetailsService people(Accounts accounts) {
        return name -> accounts.find(name)
                .filter(account -> !account.name().equals(Accounts.PAGES))
                .map(account -> User.withUsername(account.name())
                        .password(account.password())
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    /** The accounts file holds the passwords as they are, so that hashing them would hide nothing. */
    @Bean
    @SuppressWarnings("deprecation")
    PasswordEncoder passwords() {
        return NoOpPasswordEncoder.getInstance();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Accounts accounts) {
        return context -> {
            String name = context.getPrincipal().getName();
            context.getClaims().claim("preferred_username", name);
            if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                context.getClaims().audience(List.of(AUDIENCE));
                List<String> grants = accounts.find(name).map(Account::grants).orElse(List.of());
                context.getClaims().claim("grants", grants);
            }
        };
    }

    @Bean
    JWKSource<SecurityContext> keys(Properties properties) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey(properties.accounts().resolveSibling("signing-key.json"))));
    }

    /** Generated at the first start, and kept in a file that only its owner can read. */
    private static RSAKey signingKey(Path file) {
        try {
            if (!Files.exists(file)) {
                RSAKey key = new RSAKeyGenerator(RSA_BITS)
                        .keyID(UUID.randomUUID().toString())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate();
                Accounts.writeForOwner(file, key.toJSONString());
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException | JOSEException | ParseException e) {
            throw new IllegalStateException("Cannot use the signing key in " + file, e);
        }
    }

    @Bean
    WebMvcConfigurer loginPage() {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addViewController("/login").setViewName("login");
            }
        };
    }

    /** A redirect to the login page names no language: Vietnamese, unless English is requested. */
    @Bean
    LocaleResolver localeResolver() {
        return new AcceptHeaderLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return "en".equals(request.getParameter("lang")) ? Locale.ENGLISH : Locale.forLanguageTag("vi");
            }
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain provider(HttpSecurity http) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults());
                })
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .exceptionHandling(
                        denied -> denied.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        all -> all.requestMatchers("/login", "/*.css", "/*.js", "/*.svg", "/error", "/health")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** The pages, through which people log in, and every account as a machine client. */
    private record Clients(Accounts accounts, List<String> pages) implements RegisteredClientRepository {

        /** How long a removed account still has access. */
        private static final Duration ACCESS = Duration.ofMinutes(5);

        private static final Duration SESSION = Duration.ofDays(30);
        private static final Duration MACHINE = Duration.ofHours(1);

        @Override
        public @Nullable RegisteredClient findByClientId(String name) {
            return accounts.find(name)
                    .map(account -> name.equals(Accounts.PAGES) ? forPages(account) : forMachine(account))
                    .orElse(null);
        }

        @Override
        public @Nullable RegisteredClient findById(String id) {
            return findByClientId(id);
        }

        @Override
        public void save(RegisteredClient client) {
            throw new UnsupportedOperationException("accounts are changed in their file");
        }

        private RegisteredClient forPages(Account account) {
            return client(account)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .redirectUris(uris -> pages.forEach(page -> uris.add(page + "/login/oauth2/code/campaign")))
                    .postLogoutRedirectUris(uris -> pages.forEach(
                            page -> uris.add(URI.create(page).resolve("/").toString())))
                    .scope(OidcScopes.OPENID)
                    .scope(OidcScopes.PROFILE)
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(ACCESS)
                            .refreshTokenTimeToLive(SESSION)
                            .build())
                    .build();
        }

        private static RegisteredClient forMachine(Account account) {
            return client(account)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(MACHINE)
                            .build())
                    .build();
        }

        private static RegisteredClient.Builder client(Account account) {
            return RegisteredClient.withId(account.name())
                    .clientId(account.name())
                    .clientSecret(account.password())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        }
    }
}
