package vn.campaign.quota;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts quota-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class QuotaApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(QuotaApplication.class, arguments);
    }
}
