package vn.campaign.localstack;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * One address for the services, as the proxy of a real installation has it: requests are passed on by the first segment of
 * their path. Bodies are streamed both ways, and whichever side ends a connection early ends the other's.
 */
public final class Site implements AutoCloseable {

    /** The path of the form and of reporting-service's API. */
    public static final String REPORT = "/report";

    /** The path of the planner's pages and of quota-service's API. */
    public static final String PLAN = "/plan";

    /** As the services'. */
    private static final int MAX_HEADER_SIZE = 16 * 1024;

    private static final int MAX_CONNECTIONS = 10_000;

    /** Less than the services', so that none is closed while a request is on its way. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** Of one connection (RFC 9110, 7.6.1); Expect is answered here. */
    private static final Set<CharSequence> HOP_BY_HOP = Set.of(
            HttpHeaderNames.CONNECTION,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.PROXY_CONNECTION,
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.UPGRADE,
            "keep-alive");

    private final int port;
    private final Map<String, Integer> services;
    private final LoopResources loops = LoopResources.create("site", 2, true);
    private final ConnectionProvider connections = ConnectionProvider.builder("site")
            .maxConnections(MAX_CONNECTIONS)
            .maxIdleTime(IDLE)
            .build();
    private final HttpClient client = HttpClient.create(connections)
            .runOn(loops)
            .disableRetry(true)
            .httpResponseDecoder(decoder -> decoder.maxHeaderSize(MAX_HEADER_SIZE));
    private @Nullable DisposableServer server;

    /**
     * Listens from {@link #start()} on.
     *
     * @param services the port of each service on this machine by its path; an empty path has the rest of the site
     */
    public Site(int port, Map<String, Integer> services) {
        this.port = port;
        this.services = Map.copyOf(services);
    }

    /**
     * Where people log in, each without a final slash.
     *
     * @param form the form's former address, at reporting-service's own port
     */
    public static List<String> pages(String site, String form) {
        return List.of(site, site + REPORT, site + PLAN, form, form + REPORT);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void start() {
        server = HttpServer.create()
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(port)
                .runOn(loops)
                .idleTimeout(IDLE)
                .httpRequestDecoder(decoder -> decoder.maxHeaderSize(MAX_HEADER_SIZE))
                .handle(this::forward)
                .bindNow();
    }

    private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        String target = request.uri();
        if (!target.startsWith("/")) {
            return response.status(HttpResponseStatus.BAD_REQUEST).send();
        }
        HttpClient.RequestSender forwarded = client.headers(headers -> copy(request.requestHeaders(), headers))
                .request(request.method())
                .uri("http://127.0.0.1:" + service(target) + target);
        HttpClient.ResponseReceiver<?> answered = hasBody(request)
                ? forwarded.send((upstream, body) -> body.send(request.receive().retain()))
                : forwarded;
        return answered.response((answer, body) -> answer(request, response, answer, body))
                .onErrorResume(failure -> response.hasSentHeaders() ? Mono.error(failure) : badGateway(response));
    }

    private int service(String target) {
        String path = target.split("\\?", 2)[0];
        return services.entrySet().stream()
                .filter(service -> path.equals(service.getKey()) || path.startsWith(service.getKey() + "/"))
                .max(Map.Entry.comparingByKey())
                .orElseThrow()
                .getValue();
    }

    /** A GET's body means nothing, and the client would hold it in memory. */
    private static boolean hasBody(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)
                && (request.requestHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)
                        || request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static Publisher<Void> answer(
            HttpServerRequest request, HttpServerResponse response, HttpClientResponse answer, ByteBufFlux body) {
        response.status(answer.status());
        copy(answer.responseHeaders(), response.responseHeaders());
        return isEmpty(request, answer) ? body.then(response.send()) : response.send(body.retain());
    }

    /** Its length, if it has one, is that of another response's body. */
    private static boolean isEmpty(HttpServerRequest request, HttpClientResponse answer) {
        return request.method().equals(HttpMethod.HEAD)
                || answer.status().equals(HttpResponseStatus.NO_CONTENT)
                || answer.status().equals(HttpResponseStatus.NOT_MODIFIED);
    }

    private static void copy(HttpHeaders from, HttpHeaders to) {
        to.set(from);
        from.getAllAsString(HttpHeaderNames.CONNECTION).stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(to::remove);
        HOP_BY_HOP.forEach(to::remove);
    }

    private static Mono<Void> badGateway(HttpServerResponse response) {
        response.responseHeaders().clear();
        return response.status(HttpResponseStatus.BAD_GATEWAY)
                .header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .sendString(Mono.just("The service does not answer."))
                .then();
    }

    /** Ends every connection. */
    @Override
    public void close() {
        if (server != null) {
            server.disposeNow();
        }
        connections.dispose();
        loops.dispose();
    }
}
