package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Whoever provides them here, Kafka and MongoDB answer. */
@SpringBootTest
@Import(TestInfrastructure.class)
class TestInfrastructureIT {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ServiceConnectionAutoConfiguration.class, MongoAutoConfiguration.class})
    static class Clients {}

    @Autowired
    KafkaConnectionDetails kafka;

    @Autowired
    MongoClient mongo;

    @Test
    void providesKafka() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).isNotEmpty();
        }
    }

    @Test
    void providesADatabaseOfEachName() {
        var collection = mongo.getDatabase("infrastructure").getCollection("any");
        collection.insertOne(new Document("_id", "a"));
        assertThat(collection.find()).hasSize(1);
        collection.drop();
    }
}
