package vn.campaign.quota;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import vn.campaign.testing.TestInfrastructure;
import vn.campaign.testing.TestIssuer;
import vn.campaign.testing.TestIssuerInitializer;

/** A test of the running service against a real broker and a document store over the wire. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.mongodb.database=quota",
            "campaign.topics.partitions=3",
            "management.server.port=0",
            "campaign.access.rate.burst=100000"
        })
@Import(TestInfrastructure.class)
@ContextConfiguration(initializers = TestIssuerInitializer.class)
public @interface QuotaIT {

    /** The header of someone who plans everything. */
    String PLANNER = "Bearer " + TestIssuer.token("planner", "planner:*");

    /** The header of someone who operates everything. */
    String OPERATOR = "Bearer " + TestIssuer.token("operator", "operator:*");
}
