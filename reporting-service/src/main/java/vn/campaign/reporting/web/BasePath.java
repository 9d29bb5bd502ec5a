package vn.campaign.reporting.web;

import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * Sets the base path as the context path of the requests that have it. The others are sent to the service's former addresses
 * and answered as well, since programs still send reports to them and phones may still hold some: {@code spring.webflux.base-path}
 * would answer them 404.
 */
final class BasePath implements HttpHandler {

    static final String BASE_PATH = "/report";

    private final HttpHandler application;

    BasePath(HttpHandler application) {
        this.application = application;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        String path = request.getPath().value();
        boolean former = !path.startsWith(BASE_PATH)
                || path.length() > BASE_PATH.length() && path.charAt(BASE_PATH.length()) != '/';
        return application.handle(former ? request : new RequestWithinApplication(request), response);
    }

    /** A mutated request would copy the headers and parse the path again. */
    private static final class RequestWithinApplication extends ServerHttpRequestDecorator {

        private final RequestPath path;

        RequestWithinApplication(ServerHttpRequest request) {
            super(request);
            path = request.getPath().modifyContextPath(BASE_PATH);
        }

        @Override
        public RequestPath getPath() {
            return path;
        }
    }
}
