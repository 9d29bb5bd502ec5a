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
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
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

    /**
     * The files of the {@link Accounts} and of the signing key, and the addresses of the services' pages.
     */
    @ConfigurationProperties("identity")
    record Properties(Path accounts, Path key, List<String> pages) {}

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
        return new ImmutableJWKSet<>(new JWKSet(signingKey(properties.key())));
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
        return http.authorizeHttpRequests(all -> all.requestMatchers("/login", "/*.css", "/*.svg", "/error", "/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }
}
