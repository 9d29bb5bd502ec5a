package vn.campaign.testing;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.kafka.KafkaContainer;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;

/** The broker that a test's context connects to; {@link TestInfrastructure} says where it comes from. */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaConnectionDetails.class)
public class TestKafka {

    static final String VARIABLE = "TEST_KAFKA_BOOTSTRAP_SERVERS";

    private static final Provider PROVIDER = Provider.choose("Kafka", VARIABLE);

    @Bean
    @ServiceConnection
    @Conditional(InContainer.class)
    KafkaContainer kafkaContainer() {
        return Container.INSTANCE;
    }

    @Bean
    @ConditionalOnMissingBean(KafkaContainer.class)
    KafkaConnectionDetails kafkaConnectionDetails() {
        String servers = PROVIDER == Provider.ENVIRONMENT ? System.getenv(VARIABLE) : LocalBroker.ADDRESS;
        return () -> List.of(servers.split(","));
    }

    /** Whether the broker runs in a container. */
    static final class InContainer implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return PROVIDER == Provider.CONTAINER;
        }
    }

    /** Started by the first context; Testcontainers removes it when the JVM has ended. */
    private static final class Container extends KafkaContainer {

        static final Container INSTANCE = new Container();

        private Container() {
            super("apache/kafka:4.1.2");
            withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        }

        /** The end of one context is not the end of the others. */
        @Override
        public void stop() {}
    }

    /** Started when the class is first used. */
    private static final class LocalBroker {

        static final String ADDRESS = start();

        private static String start() {
            Path directory = Path.of(
                    "target", "test-processes-" + ProcessHandle.current().pid(), "broker");
            var broker = new BrokerProcess(directory, Ports.free(), Ports.free());
            broker.start();
            return broker.bootstrapServers();
        }
    }
}
