package vn.campaign.reporting.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.reporting.ReportingProperties;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.bulk.BulkImport;
import vn.campaign.reporting.intake.Intake;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.reporting.plan.PlanCopy;

/** The web package on the test plan, at a fixed time, with a producer that acknowledges at once. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReportingProperties.class)
@Import({
    ReportController.class,
    VerificationController.class,
    BulkController.class,
    PlanController.class,
    ProblemHandler.class,
    PlanGate.class,
    Refusals.class
})
class Slice {

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
        return new MockProducer<>(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    EventPublisher publisher(MockProducer<String, byte[]> producer, MeterRegistry meters) {
        return new EventPublisher(() -> producer, Duration.ofMillis(100), meters);
    }

    @Bean
    Desk desk(PlanCopy plans, EventPublisher publisher, Clock clock) {
        return new Desk(new Intake(plans), publisher, clock, "");
    }

    @Bean
    BulkImport bulkImport(PlanCopy plans) {
        return new BulkImport(new Intake(plans), 1_000, 10);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler bulkScheduler() {
        return Schedulers.newBoundedElastic(2, 10, "bulk");
    }
}
