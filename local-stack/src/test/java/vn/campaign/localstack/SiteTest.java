package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

@Timeout(60)
class SiteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STILL = Duration.ofMillis(300);
    private static final long LARGE = 96L << 20;
    private static final int PIECE = 1 << 16;

    /** As long as the cookies of an account with many grants. */
    private static final String LOGIN = "x".repeat(12_000);

    private final HttpClient http = HttpClient.newHttpClient();
    private final DisposableServer plan =
            service((request, response) -> response.sendString(Mono.just("plan " + request.uri())));
    private final DisposableServer report =
            service((request, response) -> response.sendString(Mono.just("report " + request.uri())));
    private DisposableServer dashboard =
            service((request, response) -> response.sendString(Mono.just("dashboard " + request.uri())));
    private final int dashboardPort = dashboard.port();
    private final int port = Ports.free();
    private final Site site =
            new Site(port, Map.of("", dashboardPort, Site.REPORT, report.port(), Site.PLAN, plan.port()));

    SiteTest() {
        site.start();
    }

    @AfterEach
    void stop() {
        site.close();
        plan.disposeNow();
        report.disposeNow();
        dashboard.disposeNow();
    }

    private static DisposableServer service(
            BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        return service(0, handler);
    }

    private static DisposableServer service(
            int port, BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .httpRequestDecoder(decoder -> decoder.maxHeaderSize(16 * 1024))
                .handle(handler)
                .bindNow();
    }

    /** Lets dashboard-service answer so. */
    private void dashboard(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        dashboard.disposeNow();
        dashboard = service(dashboardPort, handler);
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(site.url() + target)).timeout(PATIENCE);
    }

    private HttpResponse<String> get(String target) throws Exception {
        return http.send(request(target).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/, dashboard",
        "/?report, dashboard",
        "/reporting, dashboard",
        "/campaigns/report, dashboard",
        "/report, report",
        "/report?unit=xa-co, report",
        "/report/, report",
        "/report/api/v1/campaigns, report",
        "/plan, plan",
        "/plan/campaigns/a%2Fb?x=%C3%A1&y=1+2, plan"
    })
    void aPathNamesItsService(String target, String service) throws Exception {
        assertThat(get(target).body()).isEqualTo(service + " " + target);
    }

    @Test
    void whatIsSentAndAnsweredStaysAsItIs() throws Exception {
        dashboard((request, response) -> response.status(418)
                .addHeader("X-Long", request.requestHeaders().get("X-Long"))
                .addHeader("Set-Cookie", "a=1")
                .addHeader("Set-Cookie", "b=2")
                .addHeader("Location", "/elsewhere")
                .send(request.receive().retain()));
        HttpResponse<String> answer = http.send(
                request("/x")
                        .header("X-Long", LOGIN)
                        .method("PROPPATCH", BodyPublishers.ofString("báo cáo"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().firstValue("x-long")).hasValue(LOGIN);
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.headers().firstValue("location")).hasValue("/elsewhere");
        assertThat(answer.body()).isEqualTo("báo cáo");
    }

    @Test
    void theServiceIsAskedByTheSitesNameAndNotByOneConnectionsHeaders() throws Exception {
        dashboard((request, response) ->
                response.sendString(Mono.just(request.requestHeaders().toString())));
        String headers = exchange("GET / HTTP/1.1\r\nHost: campaign.example\r\nConnection: close, X-Mine\r\n"
                + "X-Mine: 1\r\nX-Theirs: 2\r\nKeep-Alive: timeout=5\r\n\r\n");
        assertThat(headers).contains("campaign.example", "X-Theirs").doesNotContain("X-Mine", "timeout=5", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", "*"})
    void isNoProxyToAnywhere(String target) throws Exception {
        assertThat(exchange("OPTIONS " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anAddressThatBrowsersDoNotEncodeArrivesToo() throws Exception {
        String target = "/?a={b|c}^d[e]";
        assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("dashboard " + target);
    }

    @Test
    void eventsArriveOneByOne() throws Exception {
        Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
        dashboard((request, response) -> response.header("Content-Type", "text/event-stream")
                .sendString(events.asFlux(), StandardCharsets.UTF_8));
        events.tryEmitNext("data: 1\n\n");
        HttpResponse<InputStream> answer = http.send(request("/events").build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (int event = 1; event <= 20; event++) {
                assertThat(lines.readLine()).isEqualTo("data: " + event);
                assertThat(lines.readLine()).isEmpty();
                events.tryEmitNext("data: " + (event + 1) + "\n\n");
            }
        }
    }

    @Test
    void whoGoesAwayEndsTheServicesWork() throws Exception {
        AtomicBoolean working = new AtomicBoolean();
        dashboard((request, response) -> response.sendString(Flux.interval(Duration.ofMillis(20))
                .map(tick -> "data: " + tick + "\n\n")
                .doOnSubscribe(begun -> working.set(true))
                .doOnCancel(() -> working.set(false))));
        http.send(request("/events").build(), BodyHandlers.ofInputStream())
                .body()
                .close();
        await().atMost(PATIENCE).until(() -> !working.get());
    }

    @Test
    void aServiceThatBreaksOffEndsTheAnswer() {
        dashboard((request, response) -> response.header("Content-Length", "100")
                .sendString(Flux.concat(Mono.just("the beginning"), Mono.error(new IOException("broken")))));
        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    }

    @Test
    void aServiceThatIsAwayIsSaidToBeAndFoundAgain() throws Exception {
        dashboard.disposeNow();
        HttpResponse<String> away = get("/");
        assertThat(away.statusCode()).isEqualTo(502);
        assertThat(away.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(get("/plan").statusCode()).isEqualTo(200);
        dashboard((request, response) -> response.sendString(Mono.just("again")));
        assertThat(get("/").body()).isEqualTo("again");
    }

    @Test
    void whatHasNoBodyNeedsNone() throws Exception {
        dashboard((request, response) -> request.method().name().equals("HEAD")
                ? response.header("Content-Length", "1234").send()
                : response.status(request.requestHeaders().contains("If-None-Match") ? 304 : 204)
                        .header("ETag", "\"1\"")
                        .send());
        HttpResponse<Void> head =
                http.send(request("/").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        assertThat(head.headers().firstValue("content-length")).hasValue("1234");
        HttpResponse<String> known =
                http.send(request("/").header("If-None-Match", "\"1\"").build(), BodyHandlers.ofString());
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.headers().firstValue("etag")).hasValue("\"1\"");
        assertThat(get("/").statusCode()).isEqualTo(204);
    }

    @Test
    void aBodyIsAwaitedWhenItIsAskedFor() throws Exception {
        dashboard((request, response) -> response.send(request.receive().retain()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out.write(ascii("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
            assertThat(in.readLine()).startsWith("HTTP/1.1 100");
            out.write(ascii("body"));
            assertThat(in.lines().limit(2)).contains("HTTP/1.1 200 OK");
        }
    }

    /** What is sent faster than it is read waits where it comes from. */
    @Test
    void anUploadIsNotHeldInMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        Sinks.Empty<Void> reading = Sinks.empty();
        dashboard((request, response) -> response.sendString(reading.asMono()
                .then(Mono.defer(() -> request.receive()
                        .map(piece -> (long) piece.readableBytes())
                        .reduce(0L, Long::sum)))
                .map(String::valueOf)));
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write(ascii("PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + LARGE
                                + "\r\n\r\n"));
                for (long left = LARGE; left > 0; left -= PIECE) {
                    socket.getOutputStream().write(new byte[PIECE]);
                    sent.addAndGet(PIECE);
                }
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitStandstill(sent);
        assertThat(sent.get()).isLessThan(LARGE / 2);
        reading.tryEmitEmpty();
        assertThat(answer.get()).contains("200 OK", String.valueOf(LARGE));
    }

    @Test
    void aDownloadIsNotHeldInMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        dashboard((request, response) -> response.header("Content-Length", String.valueOf(LARGE))
                .send(Flux.range(0, (int) (LARGE / PIECE))
                        .map(number -> Unpooled.wrappedBuffer(new byte[PIECE]))
                        .doOnNext(piece -> sent.addAndGet(PIECE))));
        HttpResponse<InputStream> answer = http.send(request("/").build(), BodyHandlers.ofInputStream());
        awaitStandstill(sent);
        assertThat(sent.get()).isLessThan(LARGE / 2);
        try (InputStream body = answer.body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(LARGE);
        }
    }

    private static void awaitStandstill(AtomicLong count) {
        AtomicLong before = new AtomicLong();
        await().atMost(PATIENCE).pollInterval(STILL).until(() -> {
            long now = count.get();
            return now > 0 && before.getAndSet(now) == now;
        });
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(ascii(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
