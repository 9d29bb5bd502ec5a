package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code ./start} finds the project, keeps its data and listens.
 *
 * @param demo whether a simulated campaign runs, whose data never mix with a real one's
 */
record Settings(Path root, Path data, Map<Role, Integer> ports, boolean demo) {

    /** The listeners, each with its default port. */
    enum Role {
        SITE(8080),
        REPORTING(8081, Site.REPORT),
        QUOTA(8082, Site.PLAN),
        DASHBOARD(8084),
        BROKER(19092),
        CONTROLLER(19093),
        STORE(27117),
        IDENTITY(8083),
        REPORTING_MANAGEMENT(9081),
        QUOTA_MANAGEMENT(9082),
        DASHBOARD_MANAGEMENT(9080);

        private final int defaultPort;
        private final String basePath;

        Role(int defaultPort) {
            this(defaultPort, "");
        }

        Role(int defaultPort, String basePath) {
            this.defaultPort = defaultPort;
            this.basePath = basePath;
        }

        /** The environment variable that sets the port. */
        String variable() {
            return name() + "_PORT";
        }
    }

    static Settings of(Path root, Map<String, String> environment, boolean demo) {
        var ports = new EnumMap<Role, Integer>(Role.class);
        for (Role role : Role.values()) {
            ports.put(role, port(role, environment.get(role.variable())));
        }
        String data = environment.getOrDefault("CAMPAIGN_DATA", "");
        return new Settings(
                root, data.isBlank() ? root.resolve(".local") : Path.of(data).toAbsolutePath(), ports, demo);
    }

    private static int port(Role role, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return role.defaultPort;
        }
        int port = given.strip().matches("\\d{1,5}") ? Integer.parseInt(given.strip()) : 0;
        if (port == 0 || port > 65_535) {
            throw new IllegalArgumentException(role.variable() + " is not a port: " + given);
        }
        return port;
    }

    int port(Role role) {
        return ports.get(role);
    }

    /** Where it answers by itself, with its base path. */
    String url(Role role) {
        return "http://127.0.0.1:" + port(role) + role.basePath;
    }

    /** The data that survives a run. */
    Path state() {
        return demo ? data.resolve("demo") : data;
    }

    /** The file that the services' clocks share in a simulated campaign. */
    Path clock() {
        return state().resolve("clock");
    }

    Path broker() {
        return state().resolve("broker");
    }

    Path store() {
        return state().resolve("store");
    }

    /** The accounts; a simulated campaign uses the same ones. */
    Path accounts() {
        return data.resolve("identity").resolve("accounts.csv");
    }

    /** Copies of the services' jars, so that a build does not replace them under a running service. */
    Path jars() {
        return data.resolve("jars");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path pidFile() {
        return data.resolve("start.pid");
    }

    /** The Thanh An plan. */
    String planText() {
        Path file = root.resolve("quota-service/src/main/plans/thanh-an-2023.json");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plan " + file, e);
        }
    }
}
