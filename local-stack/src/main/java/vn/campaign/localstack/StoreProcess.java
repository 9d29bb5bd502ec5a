package vn.campaign.localstack;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.campaign.contract.CollectionNames;
import vn.campaign.localstack.store.DurableBackend;

/**
 * The embedded document store on 127.0.0.1; acknowledged writes survive SIGKILL. A file that a power cut damaged is set aside,
 * and what nobody could fill again comes back from a copy of the last hour.
 */
public final class StoreProcess extends LocalProcess {

    private static final String READY = "Document store ready";

    /** More threads than cores: each connection has one thread, which waits for its commits. */
    private static final int THREADS = 16;

    /** How often it copies what nobody could fill again beside its data. */
    private static final Duration KEEPING = Duration.ofHours(1);

    private final Path directory;
    private final int port;

    /** Uses a directory of its own; starts nothing yet. */
    public StoreProcess(Path directory, int port) {
        this(directory, port, directory.resolve("store.log"));
    }

    StoreProcess(Path directory, int port, Path log) {
        super("store", log);
        this.directory = directory.toAbsolutePath();
        this.port = port;
    }

    public String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** The data directory; copy or replace it only while the process is stopped. */
    public Path dataFiles() {
        return directory.resolve("data");
    }

    /** While this file exists, writes are refused as by a MongoDB member that is not the primary. */
    public Path readOnlyMark() {
        return dataFiles().resolve(DurableBackend.READ_ONLY);
    }

    @Override
    List<String> arguments() {
        return List.of(
                // It copies a collection to scan it, and keeps decoded pages: the heap may take what the JVM allows.
                // To collect the garbage of so large a one at once would stop every view for seconds.
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                // Documents are encoded field by field: a check of the buffer at each byte took a tenth of the time.
                "-Dio.netty.buffer.checkAccessible=false",
                "-Dio.netty.buffer.checkBounds=false",
                "-Dlog4j2.configurationFile=process-log4j2.xml",
                "-cp",
                Installation.classPath(),
                ChildProcess.class.getName(),
                Main.class.getName(),
                dataFiles().resolve("store.mv").toString(),
                Integer.toString(port));
    }

    @Override
    boolean isReady() {
        return printed(READY);
    }

    /** The store's own process. */
    static final class Main {

        private Main() {}

        /** Arguments: the data file and the port. */
        public static void main(String[] args) throws IOException {
            int port = Integer.parseInt(args[1]);
            Path file = Path.of(args[0]);
            Files.createDirectories(file.getParent());
            var backend = new DurableBackend(file, CollectionNames.KEPT);
            // The file is all there is to save; the connections end with the process.
            Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "store-shutdown"));
            Executors.newSingleThreadScheduledExecutor(Main::daemon)
                    .scheduleWithFixedDelay(backend::keep, 0, KEEPING.toMinutes(), TimeUnit.MINUTES);
            new MongoServer(backend).bind(new InetSocketAddress("127.0.0.1", port), 1, THREADS);
            System.out.println(READY + " on port " + port);
        }

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task, "keeping");
            thread.setDaemon(true);
            return thread;
        }
    }
}
