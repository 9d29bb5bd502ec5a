package vn.campaign.testing;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Where integration tests get Kafka or MongoDB from. */
enum Provider {
    ENVIRONMENT("the address that %s names"),
    CONTAINER("a container"),
    PROCESS("a local process, as no Docker engine answers and %s is not set");

    private static final Logger log = LoggerFactory.getLogger(Provider.class);

    private final String description;

    Provider(String description) {
        this.description = description;
    }

    /**
     * Chooses for a whole JVM, and logs the choice.
     *
     * @param variable environment variable that names the address of a server to use
     */
    static Provider choose(String server, String variable) {
        Provider chosen =
                of(System.getenv(variable), () -> DockerClientFactory.instance().isDockerAvailable());
        log.info("{} for tests: {}", server, chosen.description.formatted(variable));
        return chosen;
    }

    static Provider of(@Nullable String address, BooleanSupplier docker) {
        if (address != null && !address.isBlank()) {
            return ENVIRONMENT;
        }
        return docker.getAsBoolean() ? CONTAINER : PROCESS;
    }
}
