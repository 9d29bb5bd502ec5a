package vn.campaign.testing;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where tests get Kafka and MongoDB: at the addresses in {@value #KAFKA_VARIABLE} and {@value #MONGODB_VARIABLE}, else in
 * containers where a Docker engine answers, else as processes of this machine. Each is started at most once for a JVM,
 * when it is first asked for, and ends with it.
 */
public final class Infrastructure {

    static final String KAFKA_VARIABLE = "TEST_KAFKA_BOOTSTRAP_SERVERS";
    static final String MONGODB_VARIABLE = "TEST_MONGODB_URI";

    private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);
    private static final Pattern MONGODB_URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/[^?]*)?(\\?.*)?");

    /** Who provides it. */
    enum Provider {
        GIVEN("given by the environment"),
        CONTAINER("a container"),
        PROCESS("a process of this machine, as no Docker engine answers");

        private final String description;

        Provider(String description) {
            this.description = description;
        }

        static Provider of(String given, BooleanSupplier docker) {
            if (given != null && !given.isBlank()) {
                return GIVEN;
            }
            return docker.getAsBoolean() ? CONTAINER : PROCESS;
        }
    }

    /** Started when the class is first used. */
    private static final class Kafka {
        static final String ADDRESS =
                address("Kafka", System.getenv(KAFKA_VARIABLE), Containers::kafka, TestProcesses::kafka);
    }

    /** Started when the class is first used. */
    private static final class MongoDb {
        static final String ADDRESS =
                address("MongoDB", System.getenv(MONGODB_VARIABLE), Containers::mongoDb, TestProcesses::mongoDb);
    }

    private Infrastructure() {}

    /** A broker's address, as {@code bootstrap.servers} takes it. */
    public static String kafkaBootstrapServers() {
        return Kafka.ADDRESS;
    }

    /** The connection string of the database of that name. */
    public static String mongoUri(String database) {
        return withDatabase(MongoDb.ADDRESS, database);
    }

    private static String address(String what, String given, Supplier<String> container, Supplier<String> process) {
        Provider provider = Provider.of(given, Containers::available);
        String address =
                switch (provider) {
                    case GIVEN -> given;
                    case CONTAINER -> container.get();
                    case PROCESS -> process.get();
                };
        log.info("{} for tests: {}, {}", what, address, provider.description);
        return address;
    }

    /** The connection string with its database replaced and its options kept. */
    static String withDatabase(String uri, String database) {
        Matcher matcher = MONGODB_URI.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a MongoDB connection string: " + uri);
        }
        String options = matcher.group(2) == null ? "" : matcher.group(2);
        return matcher.group(1) + "/" + database + options;
    }
}
