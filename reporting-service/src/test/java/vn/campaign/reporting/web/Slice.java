package vn.campaign.reporting.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.reporting.ReportingProperties;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.bulk.BulkImport;
import vn.campaign.reporting.bulk.BulkPlaces;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.reporting.kafka.PublishSpans;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.page.PageConfiguration;
import vn.campaign.web.problem.ProblemConfiguration;
import vn.campaign.web.security.CallerAuthentication;

/** The web package on the test plan, at a fixed time, with a producer that acknowledges at once. */
@TestConfiguration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ReportingProperties.class)
@Import({
    ReportController.class,
    VerificationController.class,
    BulkController.class,
    PlanController.class,
    AccountController.class,
    BodyConfiguration.class,
    PageConfiguration.class,
    ProblemConfiguration.class,
    Problems.class,
    SubmissionService.class,
    ApiRequestFilter.class,
    Refusals.class
})
class Slice {

    /** Whoever asks may state anything. */
    @Bean
    SecurityWebFilterChain anyone(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(new ServerSecurityContextRepository() {
                    @Override
                    public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<SecurityContext> load(ServerWebExchange exchange) {
                        return Mono.just(new SecurityContextImpl(new CallerAuthentication(TestPlan.ANYONE)));
                    }
                })
                .build();
    }

    @Bean
    PlanCopy planCopy() {
        return TestPlan.copy();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(TestPlan.NOW, ZoneOffset.UTC);
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    MockProducer<String, byte[]> producer() {
        return new MockProducer<>(
                true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer()) {
            /** The template closes a producer after each event; that of the real factory stays open. */
            @Override
            public void close(Duration timeout) {}
        };
    }

    @Bean
    EventPublisher publisher(MockProducer<String, byte[]> producer, MeterRegistry meters) {
        return new EventPublisher(
                new KafkaTemplate<>(() -> producer),
                Duration.ofMillis(100),
                new PublishSpans(Tracer.NOOP, Propagator.NOOP),
                meters);
    }

    @Bean
    SubmissionChecker submissionChecker(PlanCopy plans) {
        return new SubmissionChecker(plans);
    }

    @Bean
    BulkImport bulkImport(SubmissionChecker checker) {
        return new BulkImport(checker, 1_000, 4_000, 10);
    }

    @Bean
    BulkPlaces bulkPlaces() {
        return new BulkPlaces(2);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler bulkScheduler() {
        return Schedulers.newBoundedElastic(2, 10, "bulk");
    }
}
