package vn.campaign.quota;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts quota-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class QuotaApplication {

    /** Runs the service, or the command that the first argument names: {@code replay [OFFSET]}. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("replay")) {
            System.exit(SpringApplication.exit(new SpringApplicationBuilder(QuotaApplication.class)
                    .web(WebApplicationType.NONE)
                    .profiles("replay")
                    .run(arguments)));
        }
        SpringApplication.run(QuotaApplication.class, arguments);
    }
}
