package vn.campaign.quota.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.DelegatingByTypeSerializer;
import org.springframework.util.backoff.ExponentialBackOff;
import vn.campaign.contract.Topics;

/** Completes Spring Boot's configuration of Kafka. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** A failed batch is retried for as long as it takes: skipping it would lose reports. */
    @Bean
    CommonErrorHandler errorHandler(BatchObservation observation) {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(Duration.ofSeconds(5).toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(observation);
        return handler;
    }

    /** Keys are text, but for records that are published again as they were received, dead letters among them. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer keysAsTextOrBytes() {
        return producers -> {
            producers.updateConfigs(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER));
            setKeySerializer(producers);
        };
    }

    @SuppressWarnings("unchecked")
    private static <K> void setKeySerializer(DefaultKafkaProducerFactory<K, ?> producers) {
        producers.setKeySerializer((Serializer<K>) new DelegatingByTypeSerializer(
                Map.of(String.class, new StringSerializer(), byte[].class, new ByteArraySerializer())));
    }
}
