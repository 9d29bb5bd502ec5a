package vn.campaign.reporting;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.campaign.contract.CampaignClock;
import vn.campaign.contract.Topics;
import vn.campaign.kafka.TopicFollower;
import vn.campaign.reporting.bulk.BulkImport;
import vn.campaign.reporting.bulk.BulkPlaces;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.reporting.kafka.EventPublisher;
import vn.campaign.reporting.kafka.PlanListener;
import vn.campaign.reporting.kafka.PublishSpans;
import vn.campaign.reporting.kafka.SubtreePartitioner;
import vn.campaign.reporting.plan.PlanCopy;
import vn.campaign.web.BlockingRequests;
import vn.campaign.web.UploadFilter;
import vn.campaign.web.page.PageConfiguration;
import vn.campaign.web.problem.ProblemConfiguration;
import vn.campaign.web.security.AccessProperties;
import vn.campaign.web.security.SecurityConfiguration;

/** Puts the packages together: {@code web -> core -> kafka}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import({SecurityConfiguration.class, PageConfiguration.class, ProblemConfiguration.class, BlockingRequests.class})
class ReportingConfiguration {

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }

    @Bean
    PlanCopy planCopy() {
        return new PlanCopy();
    }

    @Bean
    SubmissionChecker submissionChecker(PlanCopy plans) {
        return new SubmissionChecker(plans);
    }

    @Bean
    BulkImport bulkImport(SubmissionChecker checker, ReportingProperties properties) {
        ReportingProperties.Bulk bulk = properties.bulk();
        return new BulkImport(checker, bulk.lines(), bulk.requests() * (long) bulk.lines(), bulk.inFlight());
    }

    @Bean
    BulkPlaces bulkPlaces(ReportingProperties properties) {
        return new BulkPlaces(properties.bulk().requests());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler bulkScheduler(ReportingProperties properties) {
        return Schedulers.newBoundedElastic(
                properties.bulk().senders(), properties.bulk().waiting(), "bulk");
    }

    /** A report is read without a thread of its own. */
    @Bean
    WebFilter uploadFilter(AccessProperties properties) {
        return new UploadFilter(properties.upload(), HttpMethod.POST);
    }

    /** Neither exists where nobody collects traces. */
    @Bean
    PublishSpans publishSpans(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new PublishSpans(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    /** Silent, where Spring's own logs each event of a broker's outage; the publisher logs its begin and end. */
    @Bean
    ProducerListener<Object, Object> producerListener() {
        return new ProducerListener<>() {};
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer subtreePartitioner(PlanCopy plans) {
        return producers -> producers.updateConfigs(Map.of(
                ProducerConfig.PARTITIONER_CLASS_CONFIG, SubtreePartitioner.class, SubtreePartitioner.PLANS, plans));
    }

    @Bean
    SchedulingConfigurer groupingOfUnits(PlanCopy plans) {
        return tasks -> tasks.addFixedDelayTask(plans::groupUnits, Duration.ofSeconds(10));
    }

    @Bean
    EventPublisher eventPublisher(
            KafkaTemplate<String, byte[]> template,
            ReportingProperties properties,
            PublishSpans spans,
            MeterRegistry meters) {
        return new EventPublisher(template, properties.publishTimeout(), spans, meters);
    }

    @Bean
    TopicFollower<String, byte[]> planFollower(
            ConsumerFactory<String, byte[]> consumers, KafkaAdmin admin, TaskScheduler scheduler, PlanCopy plans) {
        return new TopicFollower<>(
                "plan-follower",
                List.of(Topics.PLANS, Topics.UNITS),
                SeekPosition.BEGINNING,
                consumers,
                scheduler,
                new PlanListener(plans, admin::initialize));
    }

    @Bean
    KafkaAdmin.NewTopics topics(ReportingProperties properties) {
        var settings = properties.topics();
        return new KafkaAdmin.NewTopics(
                Topics.all(settings.partitions(), settings.replicas()).toArray(NewTopic[]::new));
    }

    /** Metrics and traces hold the pattern of a request's address and never the address itself, which names a unit. */
    @Bean
    ServerRequestObservationConvention requestObservations() {
        return new DefaultServerRequestObservationConvention() {
            @Override
            public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
                return KeyValues.empty();
            }
        };
    }

    /** Part of readiness: an instance without the plan, or with one that is no longer kept up to date, takes no requests. */
    @Bean
    HealthIndicator planHealthIndicator(
            PlanCopy plans, TopicFollower<String, byte[]> planFollower, ReportingProperties properties) {
        return () -> (plans.complete() && planFollower.age().compareTo(properties.planMaxAge()) < 0
                        ? Health.up()
                        : Health.outOfService())
                .build();
    }

    @Bean
    MeterBinder planAge(TopicFollower<String, byte[]> planFollower) {
        return TimeGauge.builder("campaign.plan.age", planFollower, TimeUnit.MILLISECONDS, plan -> plan.age()
                        .toMillis())
                .description("Since this instance's copy of the plan was last known to be complete")::register;
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("reporting-service")
                        .version("v1")
                        .description(
                                "Takes reports and verifications. A 202 means that Kafka has acknowledged the event."));
    }
}
