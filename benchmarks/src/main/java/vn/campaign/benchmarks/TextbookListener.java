package vn.campaign.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.util.Map;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.Topics;

/** The peer of counting: a textbook listener that adds one record to one document and commits it. */
@EnableAutoConfiguration
public class TextbookListener {

    static final String GROUP = "textbook";

    private final JsonMapper json = new JsonMapper();
    private final MongoCollection<Document> days;

    TextbookListener(@Value("${store}") String store) {
        MongoClient client = MongoClients.create(store);
        days = client.getDatabase("textbook").getCollection("days");
    }

    public static void main(String[] arguments) {
        SpringApplication.run(TextbookListener.class, arguments);
    }

    @KafkaListener(topics = Topics.ACTIVATIONS, groupId = GROUP)
    void count(byte[] value) {
        Map<?, ?> event = json.readValue(value, Map.class);
        Document counts = new Document();
        ((Map<?, ?>) event.get("counts")).forEach((indicator, count) -> counts.append("counts." + indicator, count));
        days.updateOne(
                new Document("_id", event.get("unit") + "/" + event.get("date")),
                new Document("$inc", counts),
                new UpdateOptions().upsert(true));
    }
}
