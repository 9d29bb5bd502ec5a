package vn.campaign.benchmarks;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The limit of intake: a WebFlux endpoint that reads the body of a report, and answers. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class DoNothing {

    private static final ParameterizedTypeReference<Map<String, Object>> BODY = new ParameterizedTypeReference<>() {};

    public static void main(String[] arguments) {
        SpringApplication.run(DoNothing.class, arguments);
    }

    @Bean
    RouterFunction<ServerResponse> reports() {
        return RouterFunctions.route()
                .PUT("/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}", request -> request.bodyToMono(BODY)
                        .flatMap(body ->
                                ServerResponse.accepted().bodyValue(Map.of("unit", request.pathVariable("unit")))))
                .build();
    }
}
