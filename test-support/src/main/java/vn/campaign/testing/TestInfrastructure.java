package vn.campaign.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Kafka and MongoDB for the integration tests of every module: the servers that the environment names, else containers
 * where a Docker engine answers, else local processes. Each is started at most once for a JVM and ends with it, so that
 * what is tested can use it to the end of its own shutdown.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import({TestKafka.class, TestMongoDb.class})
public class TestInfrastructure {}
