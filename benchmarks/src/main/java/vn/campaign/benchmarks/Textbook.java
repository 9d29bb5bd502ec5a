package vn.campaign.benchmarks;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The peer of intake: a textbook controller that waits for Kafka in the request's thread. */
@EnableAutoConfiguration
@RestController
public class Textbook {

    static final String TOPIC = "textbook";

    private final KafkaTemplate<String, String> kafka;

    Textbook(KafkaTemplate<String, String> kafka) {
        this.kafka = kafka;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Textbook.class, arguments);
    }

    @PutMapping("/api/v1/campaigns/{campaign}/units/{unit}/reports/{date}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> report(
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String date,
            @RequestBody Map<String, Object> body)
            throws ExecutionException, InterruptedException {
        long offset = kafka.send(TOPIC, campaign + "/" + unit, date + body)
                .get()
                .getRecordMetadata()
                .offset();
        return Map.of("unit", unit, "offset", offset);
    }
}
