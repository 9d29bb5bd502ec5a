package vn.campaign.web.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class TracingByAddressTest {

    /** A service of nothing. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Test
    void withoutAnAddressThereIsNothingThatCouldTrace() {
        try (ConfigurableApplicationContext service = start()) {
            assertThat(service.getBeansOfType(Tracer.class)).isEmpty();
            assertThat(service.getBeansOfType(SpanExporter.class)).isEmpty();
        }
    }

    @Test
    void anEmptyAddressIsNone() {
        try (ConfigurableApplicationContext service = start("--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT= ")) {
            assertThat(service.getBeansOfType(Tracer.class)).isEmpty();
        }
    }

    @Test
    void withAnAddressTracesGoThere() {
        try (ConfigurableApplicationContext service =
                start("--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4318/v1/traces")) {
            assertThat(service.getBeansOfType(Tracer.class)).hasSize(1);
            assertThat(service.getBean(SpanExporter.class).toString()).contains("http://127.0.0.1:4318/v1/traces");
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(Stream.concat(Stream.of("--spring.config.import=classpath:tracing.yml"), Stream.of(settings))
                        .toArray(String[]::new));
    }
}
