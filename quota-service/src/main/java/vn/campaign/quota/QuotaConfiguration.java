package vn.campaign.quota;

import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import vn.campaign.contract.Topics;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KafkaAdmin.NewTopics topics(QuotaProperties properties) {
        var settings = properties.topics();
        return new KafkaAdmin.NewTopics(
                Topics.all(settings.partitions(), settings.replicas()).toArray(NewTopic[]::new));
    }
}
