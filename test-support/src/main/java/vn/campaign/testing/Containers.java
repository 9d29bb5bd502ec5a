package vn.campaign.testing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** Kafka and MongoDB in Docker; Testcontainers removes the containers when the JVM has ended. */
final class Containers {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.2";
    private static final String MONGODB_IMAGE = "mongo:8.0";

    private Containers() {}

    static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // ends with the JVM
    static String kafka() {
        var kafka = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.start();
        return kafka.getBootstrapServers();
    }

    @SuppressWarnings("resource") // ends with the JVM
    static String mongoDb() {
        var mongoDb = new MongoDBContainer(MONGODB_IMAGE);
        mongoDb.start();
        return mongoDb.getConnectionString();
    }
}
