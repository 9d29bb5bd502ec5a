package vn.campaign.quota;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;
import vn.campaign.testing.Infrastructure;
import vn.campaign.testing.TestIssuer;

/** A test of the running service against a real broker and a document store over the wire. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = QuotaIT.Addresses.class)
public @interface QuotaIT {

    /** The header of someone who plans everything. */
    String PLANNER = "Bearer " + TestIssuer.token("planner", "planner:*");

    /** The header of someone who operates everything. */
    String OPERATOR = "Bearer " + TestIssuer.token("operator", "operator:*");

    /** Where the service finds Kafka and MongoDB. */
    class Addresses implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertySourceUtils.addInlinedPropertiesToEnvironment(
                    context,
                    "spring.kafka.bootstrap-servers=" + Infrastructure.kafkaBootstrapServers(),
                    "spring.mongodb.uri=" + Infrastructure.mongoUri("quota"),
                    "campaign.topics.partitions=3",
                    "management.server.port=0",
                    "campaign.access.issuer=" + TestIssuer.uri(),
                    "campaign.access.rate.burst=100000");
        }
    }
}
