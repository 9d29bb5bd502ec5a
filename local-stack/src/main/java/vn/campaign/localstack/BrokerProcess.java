package vn.campaign.localstack;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A Kafka broker that is its own controller, on 127.0.0.1. */
public final class BrokerProcess extends LocalProcess {

    /** What the broker logs once it is ready. */
    private static final String READY = "Kafka Server started";

    private static final String PROPERTIES =
            """
            process.roles=broker,controller
            node.id=1
            controller.listener.names=CONTROLLER
            auto.create.topics.enable=false
            default.replication.factor=1
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            # No second member to wait for; and after a SIGKILL the old session must expire before it serves again.
            group.initial.rebalance.delay.ms=0
            broker.session.timeout.ms=1500
            broker.heartbeat.interval.ms=500
            # A consumer that was killed gives its partitions up after some seconds, not after three quarters of a minute.
            group.consumer.min.session.timeout.ms=6000
            group.consumer.session.timeout.ms=6000
            group.consumer.min.heartbeat.interval.ms=1000
            group.consumer.heartbeat.interval.ms=1000
            """;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final List<Listener> listeners = new ArrayList<>();

    /** The address that clients use and that the broker advertises. */
    private record Listener(String name, int port, int advertised) {}

    /** Uses a directory of its own; starts nothing yet. */
    public BrokerProcess(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, directory.resolve("broker.log"));
    }

    BrokerProcess(Path directory, int port, int controllerPort, Path log) {
        super("broker", log);
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        listeners.add(new Listener("PLAINTEXT", port, port));
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
        listeners.add(new Listener(name, port, advertised));
    }

    /** The data directory; copy or replace it only while the process is stopped. */
    public Path dataFiles() {
        return directory.resolve("data");
    }

    @Override
    List<String> arguments() {
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

    private Path writeProperties() {
        Path file = directory.resolve("server.properties");
        var properties = new Properties();
        try {
            properties.load(new StringReader(PROPERTIES));
            properties.putAll(Map.of(
                    "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                    "listeners",
                            each(listener -> listener.name + "://127.0.0.1:" + listener.port)
                                    + ",CONTROLLER://127.0.0.1:" + controllerPort,
                    "advertised.listeners", each(listener -> listener.name + "://127.0.0.1:" + listener.advertised),
                    "listener.security.protocol.map",
                            each(listener -> listener.name + ":PLAINTEXT") + ",CONTROLLER:PLAINTEXT",
                    "log.dirs", dataFiles().toString()));
            Files.createDirectories(directory);
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private String each(Function<Listener, String> text) {
        return listeners.stream().map(text).collect(Collectors.joining(","));
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
