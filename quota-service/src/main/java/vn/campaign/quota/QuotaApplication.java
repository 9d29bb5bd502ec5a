package vn.campaign.quota;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;
import vn.campaign.quota.command.StoreCommand;

/** Starts quota-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class QuotaApplication {

    /**
     * Runs the service, or the command that the first argument names: {@code audit [--repair]}, {@code export CAMPAIGN FILE},
     * {@code import FILE}, {@code backup DIRECTORY} or {@code restore DIRECTORY}.
     */
    public static void main(String[] arguments) {
        switch (arguments.length > 0 ? arguments[0] : "") {
            case "audit", "export", "import" ->
                System.exit(run(new SpringApplicationBuilder(QuotaApplication.class), arguments));
            case "backup", "restore" -> System.exit(run(new SpringApplicationBuilder(StoreCommand.class), arguments));
            default -> SpringApplication.run(QuotaApplication.class, arguments);
        }
    }

    /**
     * Runs a command, which has the profile of its name and serves nothing.
     *
     * @return its exit code; 2 when it fails or cannot start, which Spring Boot has logged then
     */
    public static int run(SpringApplicationBuilder application, String... arguments) {
        try {
            return SpringApplication.exit(application
                    .web(WebApplicationType.NONE)
                    .profiles(arguments[0])
                    .run(arguments));
        } catch (RuntimeException failed) {
            return 2;
        }
    }
}
