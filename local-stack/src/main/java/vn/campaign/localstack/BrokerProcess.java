package vn.campaign.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A Kafka broker that is its own controller, on 127.0.0.1. */
public final class BrokerProcess extends LocalProcess {

    /** What the broker logs once it is ready. */
    private static final String READY = "Kafka Server started";

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final Properties properties = new Properties();

    /** Uses a directory of its own; starts nothing yet. */
    public BrokerProcess(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, directory.resolve("broker.log"));
    }

    BrokerProcess(Path directory, int port, int controllerPort, Path log) {
        super("broker", log);
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        add("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
        add("listener.security.protocol.map", "CONTROLLER:PLAINTEXT");
        listen("PLAINTEXT", port, port);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /**
     * Serves one more port from its next start on, for clients that come through something in between.
     *
     * @param name in capitals, as Kafka names listeners
     * @param advertised the port at which those clients are told to come
     */
    public void listen(String name, int port, int advertised) {
        add("listeners", "%s://127.0.0.1:%d".formatted(name, port));
        add("advertised.listeners", "%s://127.0.0.1:%d".formatted(name, advertised));
        add("listener.security.protocol.map", name + ":PLAINTEXT");
    }

    private void add(String list, String value) {
        properties.merge(list, value, (values, another) -> values + "," + another);
    }

    /** The data directory; copy or replace it only while the process is stopped. */
    public Path dataFiles() {
        return directory.resolve("data");
    }

    @Override
    List<String> arguments() throws IOException {
        return List.of(
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=process-log4j2.xml",
                "-cp",
                Installation.classPath(),
                ChildProcess.class.getName(),
                Main.class.getName(),
                writeProperties().toString());
    }

    @Override
    boolean isReady() {
        return printed(READY);
    }

    private Path writeProperties() throws IOException {
        Path file = directory.resolve("server.properties");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("log.dirs", dataFiles().toString());
        try (var common = BrokerProcess.class.getResourceAsStream("/broker.properties")) {
            properties.load(common);
        }
        Files.createDirectories(directory);
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    /** A Kafka broker that formats its storage first if that is empty. */
    static final class Main {

        private Main() {}

        /** Argument: the broker's properties file. */
        public static void main(String[] args) {
            // Any cluster id, as long as it stays the same.
            String[] format = {
                "format", "--ignore-formatted", "--cluster-id", "campaign-local-stack-A", "--config", args[0]
            };
            int failed = StorageTool.execute(format, System.out);
            if (failed != 0) {
                System.exit(failed);
            }
            Kafka.main(args);
        }
    }
}
