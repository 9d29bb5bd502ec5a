package vn.campaign.quota;

import java.util.Set;
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

    private static final Set<String> COMMANDS = Set.of("replay", "export", "import");

    /**
     * Runs the service, or the command that the first argument names: {@code replay [OFFSET]}, {@code export CAMPAIGN FILE}
     * or {@code import FILE}.
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
            System.exit(SpringApplication.exit(new SpringApplicationBuilder(QuotaApplication.class)
                    .web(WebApplicationType.NONE)
                    .profiles(arguments[0])
                    .run(arguments)));
        }
        SpringApplication.run(QuotaApplication.class, arguments);
    }
}
