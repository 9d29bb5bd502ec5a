package vn.campaign.reporting.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import vn.campaign.web.page.PageVersion;

/** Serves the form's worker under the one address that browsers ask for updates. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

    /**
     * A single import of the worker of this version, which so changes whenever a part of a page does; the worker and what it
     * imports come from its version's addresses, and learn the version from them. The form's own address, which has no slash at
     * its end, lies outside the scope that browsers allow by default.
     */
    @Bean
    RouterFunction<ServerResponse> worker(PageVersion version) {
        String script = "import \"./assets/" + version + "/worker.js\";\n";
        return RouterFunctions.route()
                .GET("/worker.js", request -> ServerResponse.ok()
                        .contentType(MediaType.valueOf("text/javascript"))
                        .cacheControl(CacheControl.noCache())
                        .header(
                                "Service-Worker-Allowed",
                                request.requestPath().contextPath().value())
                        .bodyValue(script))
                .build();
    }
}
