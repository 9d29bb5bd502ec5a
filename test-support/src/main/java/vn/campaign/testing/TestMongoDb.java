package vn.campaign.testing;

import com.mongodb.ConnectionString;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.mongodb.MongoDBContainer;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.StoreProcess;

/**
 * The document store that a test's context connects to; {@link TestInfrastructure} says where it comes from. Tests that
 * must not see each other's documents set {@code spring.mongodb.database}.
 */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnClass(MongoConnectionDetails.class)
public class TestMongoDb {

    static final String VARIABLE = "TEST_MONGODB_URI";

    private static final Provider PROVIDER = Provider.choose("MongoDB", VARIABLE);

    @Bean
    @ServiceConnection
    @Conditional(InContainer.class)
    MongoDBContainer mongoDbContainer() {
        return Container.INSTANCE;
    }

    @Bean
    @ConditionalOnMissingBean(MongoDBContainer.class)
    MongoConnectionDetails mongoConnectionDetails() {
        String uri = PROVIDER == Provider.ENVIRONMENT ? System.getenv(VARIABLE) : LocalStore.ADDRESS;
        return () -> new ConnectionString(uri);
    }

    @Bean
    StoreCommands storeCommands() {
        return new StoreCommands();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer recordedCommands(StoreCommands commands) {
        return settings -> settings.addCommandListener(commands);
    }

    /** Whether the store runs in a container. */
    static final class InContainer implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return PROVIDER == Provider.CONTAINER;
        }
    }

    /** Started by the first context; Testcontainers removes it when the JVM has ended. */
    private static final class Container extends MongoDBContainer {

        static final Container INSTANCE = new Container();

        private Container() {
            super("mongo:8.0.20");
        }

        /** The end of one context is not the end of the others. */
        @Override
        public void stop() {}
    }

    /** Started when the class is first used. */
    private static final class LocalStore {

        static final String ADDRESS = start();

        private static String start() {
            Path directory = Path.of(
                    "target", "test-processes-" + ProcessHandle.current().pid(), "store");
            var store = new StoreProcess(directory, Ports.free());
            store.start();
            return store.uri("");
        }
    }
}
