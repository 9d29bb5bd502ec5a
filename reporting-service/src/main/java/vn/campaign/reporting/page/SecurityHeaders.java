package vn.campaign.reporting.page;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.ReportingProperties;

/** Tells browsers to load nothing but our own files, and to ask nobody but this service and the dashboard. */
@Component
class SecurityHeaders implements WebFilter {

    private static final String STRICT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Swagger UI brings styles and icons inside its own files. */
    private static final String SWAGGER = STRICT + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private final String pages;

    SecurityHeaders(ReportingProperties properties) {
        this.pages = STRICT + "; connect-src 'self' " + properties.dashboardUrl();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        headers.set("Content-Security-Policy", path.contains("/swagger-ui") ? SWAGGER : pages);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        return chain.filter(exchange);
    }
}
