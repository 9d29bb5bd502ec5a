package vn.campaign.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.springframework.util.FileSystemUtils;

/** A Kafka broker that is its own controller, on 127.0.0.1. */
public final class BrokerProcess extends LocalProcess {

    /** What the broker logs once it is ready. */
    private static final String READY = "Kafka Server started";

    private static final String DATA = "log.dirs";

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

    /** Leaves it to the system when a record gets to the disk, as a broker with replicas does; from its next start on. */
    public void withoutFlush() {
        set("log.flush.interval.messages", String.valueOf(Long.MAX_VALUE));
    }

    void set(String property, String value) {
        properties.setProperty(property, value);
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
        var all = new Properties();
        try (var common = BrokerProcess.class.getResourceAsStream("/broker.properties")) {
            all.load(common);
        }
        all.putAll(properties);
        all.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.setProperty(DATA, dataFiles().toString());
        Files.createDirectories(directory);
        write(all, file);
        return file;
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /** A Kafka broker that formats its storage first if there is none. */
    static final class Main {

        private Main() {}

        /** Argument: the broker's properties file. */
        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            Path data = Path.of(properties.getProperty(DATA));
            if (Files.notExists(data.resolve("meta.properties"))) {
                format(properties, data);
            }
            Kafka.main(args);
        }

        /** Formats all of it or nothing: with half a format a broker cannot start, and a power cut may leave just that. */
        private static void format(Properties properties, Path data) throws IOException {
            Path next = data.resolveSibling("data.next");
            Path config = data.resolveSibling("format.properties");
            FileSystemUtils.deleteRecursively(next);
            var own = new Properties();
            own.putAll(properties);
            own.setProperty(DATA, next.toString());
            write(own, config);
            // Any cluster id, as long as it stays the same.
            String[] format = {
                "format", "--ignore-formatted", "--cluster-id", "campaign-local-stack-A", "--config", config.toString()
            };
            int failed = StorageTool.execute(format, System.out);
            if (failed != 0) {
                System.exit(failed);
            }
            try (Stream<Path> written = Files.walk(next)) {
                for (Path each : written.toList()) {
                    force(each);
                }
            }
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            force(data.getParent());
        }

        /** Brings a file, or the entries of a directory, to the disk. */
        private static void force(Path path) throws IOException {
            try (var channel = FileChannel.open(path)) {
                channel.force(true);
            }
        }
    }
}
