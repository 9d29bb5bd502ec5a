package vn.campaign.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.CacheControl;
import org.springframework.test.web.reactive.server.WebTestClient;
import vn.campaign.reporting.intake.RefusalCode;

/** The pages as they leave the service; what they do in a browser is a system test. */
class PagesIT {

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', vi, Báo cáo kết quả trong ngày",
        "/, vi, Báo cáo kết quả trong ngày",
        "/?lang=en, en, Report of the day",
        "/bulk, vi, Gửi nhiều báo cáo từ tệp",
        "/bulk?lang=en, en, Many reports from a file"
    })
    void eachPageIsThereInBothLanguages(String path, String language, String title) {
        assertThat(text(path))
                .contains("<html lang=\"" + language + "\"", title)
                .doesNotContain("??", "<style", "style=\"", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/bulk", "/report.js", "/worker.js"})
    void nothingForeignIsLoaded(String path) {
        service.client()
                .get()
                .uri(path)
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy)
                        .startsWith("default-src 'self';")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
    }

    @Test
    void everyRefusalIsSaidInTheReadersLanguage() {
        // The last of them is a receipt's, of dashboard-service.
        List<String> codes = Stream.concat(Arrays.stream(RefusalCode.values()), Stream.of("TOO_MANY_SOURCES"))
                .map(code -> "data-key=\"refusal." + code + "\"")
                .toList();
        assertThat(text("/")).contains(codes);
        assertThat(text("/?lang=en")).contains(codes);
    }

    /** A file that is missing from the list is missing on a phone without a network. */
    @Test
    void whatTheFormNeedsIsKeptForWhenThereIsNoNetwork() {
        String worker = text(assets() + "worker.js");
        Set<String> needed = new TreeSet<>();
        names("/assets/[0-9a-f]{16}/([a-z.-]+)", text("/")).forEach(needed::add);
        needed.removeAll(Set.of("", "worker.js"));
        assertThat(needed).contains("report.js", "report.css", "campaign.css");
        Deque<String> scripts = new ArrayDeque<>(needed);
        while (!scripts.isEmpty()) {
            String script = scripts.pop();
            if (script.endsWith(".js")) {
                names("from \"\\./([a-z-]+\\.js)\"", text(assets() + script))
                        .filter(needed::add)
                        .forEach(scripts::push);
            }
        }
        assertThat(needed).contains("store.js").allSatisfy(file -> assertThat(worker)
                .contains("\"" + file + "\""));
    }

    private static Stream<String> names(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    @Test
    void theFormersAddressLeadsToTheForm() {
        String former = "http://127.0.0.1:" + service.port();
        assertThat(text(former)).contains("href=\"/report\"", "/campaign.css\"").doesNotContain("report.js");
        assertThat(text(former + "/service-worker.js")).contains("unregister");
    }

    /** The form's own address is not below that of the worker. */
    @Test
    void theWorkerIsThatOfThePagesVersionAndMayServeTheFormItself() {
        String assets = assets();
        assertThat(assets).matches("/assets/[0-9a-f]{16}/");
        expect("/worker.js")
                .expectHeader()
                .cacheControl(CacheControl.noCache())
                .expectHeader()
                .contentTypeCompatibleWith("text/javascript")
                .expectHeader()
                .valueEquals("Service-Worker-Allowed", "/report");
        expect(assets + "report.js")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, public, immutable");
        assertThat(text(assets + "report.js")).isEqualTo(text("/report.js"));
        expect("/assets/0123456789abcdef/report.js").expectStatus().isNotFound();
    }

    private static String assets() {
        return text("/worker.js").replaceFirst("(?s)import \"\\.(/.*/)worker\\.js\";\n", "$1");
    }

    @Test
    void aFileUnderItsOwnNameIsAskedForEachTimeAndSentOnce() {
        for (String file : List.of("/report.js", "/campaign.css")) {
            String version = expect(file)
                    .expectHeader()
                    .cacheControl(CacheControl.noCache())
                    .expectHeader()
                    .doesNotExist("Last-Modified")
                    .expectBody()
                    .returnResult()
                    .getResponseHeaders()
                    .getETag();
            service.client()
                    .get()
                    .uri(file)
                    .header("If-None-Match", version)
                    .exchange()
                    .expectStatus()
                    .isNotModified();
            service.client()
                    .get()
                    .uri(file)
                    .header("If-None-Match", "\"another\"")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    private static WebTestClient.ResponseSpec expect(String path) {
        return service.client().get().uri(path).exchange();
    }

    @Test
    void thePageCanBeInstalled() {
        assertThat(text("/")).contains("rel=\"manifest\"");
        assertThat(text("/manifest.webmanifest")).contains("standalone", "/report/icon.svg");
        assertThat(text("/icon.svg")).startsWith("<svg");
    }

    private static String text(String path) {
        return new String(service.client()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }
}
