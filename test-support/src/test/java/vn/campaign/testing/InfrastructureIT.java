package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Whoever provides them here, Kafka and MongoDB answer. */
class InfrastructureIT {

    @Test
    void providesKafka() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafkaBootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).isNotEmpty();
        }
    }

    @Test
    void providesADatabaseOfEachName() {
        try (MongoClient client = MongoClients.create(Infrastructure.mongoUri("infrastructure"))) {
            var collection = client.getDatabase("infrastructure").getCollection("any");
            collection.insertOne(new Document("_id", "a"));
            assertThat(collection.find()).hasSize(1);
            collection.drop();
        }
    }
}
