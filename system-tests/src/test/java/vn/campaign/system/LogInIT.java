package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.testing.CampaignSystem;

/** A login from its beginning to its end, as a browser sees it. */
@ExtendWith(SharedSystem.class)
class LogInIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ACCESS = "campaign-access";
    private static final String REFRESH = "campaign-refresh";

    private static CampaignSystem system;

    @BeforeAll
    static void use(CampaignSystem shared) {
        system = shared;
    }

    /**
     * A browser that keeps cookies, follows where it is led unless it sends headers of its own, and remembers what it was
     * told on the way.
     */
    private static final class Visitor {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final List<HttpResponse<String>> way = new ArrayList<>();

        HttpResponse<String> open(URI address, String... headers) {
            return follow(HttpRequest.newBuilder(address).GET(), headers);
        }

        HttpResponse<String> post(URI address, String form, String... headers) {
            return follow(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form)),
                    headers);
        }

        private HttpResponse<String> follow(HttpRequest.Builder request, String... headers) {
            way.clear();
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                HttpResponse<String> response =
                        http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
                way.add(response);
                while (response.statusCode() / 100 == 3 && headers.length == 0) {
                    URI next = response.uri()
                            .resolve(response.headers().firstValue("Location").orElseThrow());
                    response = http.send(
                            HttpRequest.newBuilder(next)
                                    .header("Accept", "text/html")
                                    .build(),
                            BodyHandlers.ofString());
                    way.add(response);
                }
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Opens a page, and gives the account's password where it is asked for. */
        HttpResponse<String> logIn(URI address, String account) {
            HttpResponse<String> page = open(address);
            assertThat(asksForPassword(page)).isTrue();
            Matcher csrf = CSRF.matcher(page.body());
            assertThat(csrf.find()).isTrue();
            String password = system.accounts.find(account).orElseThrow().password();
            return post(
                    page.uri(),
                    Map.of("username", account, "password", password, "_csrf", csrf.group(1)).entrySet().stream()
                            .map(field ->
                                    field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .reduce((one, other) -> one + "&" + other)
                            .orElseThrow());
        }

        boolean has(String cookie) {
            return value(cookie) != null;
        }

        String value(String cookie) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(each -> each.getName().equals(cookie))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse(null);
        }

        /** As if its token had ended. */
        void forget(String cookie) {
            List.copyOf(cookies.getCookieStore().getCookies()).stream()
                    .filter(each -> each.getName().equals(cookie))
                    .forEach(each -> cookies.getCookieStore().remove(null, each));
        }

        Stream<String> told(String header) {
            return way.stream().flatMap(response -> response.headers().allValues(header).stream());
        }
    }

    private static boolean asksForPassword(HttpResponse<String> page) {
        return page.statusCode() == 200 && page.body().contains("autocomplete=\"current-password\"");
    }

    private static URI page(String service) {
        return system.page(service, service.equals("dashboard-service") ? "/" : "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void aPageLeadsToTheLogInAndBackAndOneLogInServesAll(String service) {
        Visitor visitor = new Visitor();
        visitor.open(page(service));
        assertThat(visitor.told("Location").filter(address -> address.contains("/oauth2/authorize?")))
                .singleElement()
                .asString()
                .contains("response_type=code", "code_challenge=", "code_challenge_method=S256", "state=", "nonce=");

        HttpResponse<String> home = visitor.logIn(page(service), "planner");
        assertThat(home.uri()).isEqualTo(page(service));
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("planner");
        assertThat(visitor.told("Set-Cookie").filter(cookie -> cookie.startsWith("campaign-")))
                .isNotEmpty()
                .allMatch(cookie ->
                        cookie.toLowerCase(Locale.ROOT).contains("httponly") && cookie.contains("SameSite=Lax"));
        assertThat(visitor.told("Location")).noneMatch(address -> address.contains(visitor.value(ACCESS)));

        for (String other : List.of("reporting-service", "quota-service", "dashboard-service")) {
            assertThat(visitor.open(page(other)).uri()).isEqualTo(page(other));
        }
    }

    @Test
    void whatALinkChoseIsStillChosenAfterTheLogIn() {
        URI link = system.page("reporting-service", "?campaign=thanh-an-2023&unit=xa-co");
        assertThat(new Visitor().logIn(link, "planner").uri()).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void anEndedTokenIsReplacedUnnoticed(String service) {
        Visitor visitor = new Visitor();
        visitor.logIn(page(service), "leader");
        String first = visitor.value(ACCESS);

        visitor.forget(ACCESS);
        assertThat(visitor.open(page(service)).uri()).isEqualTo(page(service));
        assertThat(visitor.value(ACCESS)).isNotNull().isNotEqualTo(first);
    }

    @Test
    void whoseAccountIsTakenAwayIsOutWithTheNextToken() {
        system.accounts.require(Map.of("lost-phone", List.of("viewer:*")));
        Visitor visitor = new Visitor();
        visitor.logIn(page("dashboard-service"), "lost-phone");

        system.accounts.remove("lost-phone");
        visitor.forget(ACCESS);
        visitor.open(URI.create(system.uri("dashboard-service", CampaignSystem.CAMPAIGN + "/progress")
                .toString()));
        assertThat(visitor.way.get(0).statusCode()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void afterLoggingOutThePasswordIsAskedForAgain(String service) {
        Visitor visitor = new Visitor();
        visitor.logIn(page(service), "leader");

        HttpResponse<String> end = visitor.post(system.page(service, "/logout"), "");
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(visitor.has(ACCESS)).isFalse();
        assertThat(visitor.has(REFRESH)).isFalse();
        assertThat(asksForPassword(visitor.open(page(service)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void anotherSiteCannotActForWhoIsLoggedIn(String service) {
        Visitor visitor = new Visitor();
        visitor.logIn(page(service), "leader");

        assertThat(visitor.post(system.page(service, "/logout"), "", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.post(system.page(service, "/logout"), "", "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.open(page(service)).uri()).isEqualTo(page(service));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporting-service", "quota-service", "dashboard-service"})
    void behindTlsCookiesStayThereAndSoDoBrowsers(String service) {
        Visitor visitor = new Visitor();
        visitor.open(page(service), "X-Forwarded-Proto", "https");
        assertThat(visitor.way.get(0).headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age="));
        visitor.open(system.page(service, "/oauth2/authorization/campaign"), "X-Forwarded-Proto", "https");
        assertThat(visitor.way.get(0).headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("Secure"));

        Visitor known = new Visitor();
        known.logIn(page(service), "leader");
        String refresh = "campaign-refresh=" + known.value(REFRESH);
        Visitor elsewhere = new Visitor();
        elsewhere.open(page(service), "X-Forwarded-Proto", "https", "Cookie", refresh);
        assertThat(elsewhere.way.get(0).statusCode())
                .as("a cookie that anyone may have set")
                .isEqualTo(302);
        elsewhere.open(page(service), "X-Forwarded-Proto", "https", "Cookie", "__Host-" + refresh);
        assertThat(elsewhere.told("Set-Cookie"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(cookie -> cookie.startsWith("__Host-campaign-")
                        && cookie.contains("Secure")
                        && cookie.contains("Path=/;")
                        && !cookie.contains("Domain"));
    }
}
