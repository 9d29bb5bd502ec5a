package vn.campaign.quota;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import vn.campaign.contract.CampaignClock;
import vn.campaign.contract.Topics;
import vn.campaign.quota.kafka.BatchRetryListener;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.progress.VersionGenerator;
import vn.campaign.web.security.ContentPolicy;
import vn.campaign.web.security.servlet.ServletAccess;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
@Import(ServletAccess.class)
class QuotaConfiguration {

    @Bean
    ContentPolicy contentPolicy() {
        return new ContentPolicy("");
    }

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }

    /** Whatever fails is tried again for as long as it takes: skipping a batch would lose reports. */
    @Bean
    CommonErrorHandler errorHandler(BatchRetryListener failures) {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(Duration.ofSeconds(5).toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(failures);
        return handler;
    }

    /** A store that does not answer is noticed well before the group gives the consumer up. */
    @Bean
    MongoClientSettingsBuilderCustomizer impatience() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
    }

    @Bean
    VersionGenerator versions() {
        return new VersionGenerator(new SecureRandom()::nextLong);
    }

    @Bean
    ProgressUpdater counting(ProgressStore store, VersionGenerator versions) {
        return new ProgressUpdater(store, versions);
    }

    @Bean
    KafkaAdmin.NewTopics topics(QuotaProperties properties) {
        var settings = properties.topics();
        return new KafkaAdmin.NewTopics(
                Topics.all(settings.partitions(), settings.replicas()).toArray(NewTopic[]::new));
    }
}
