package vn.campaign.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded document store on 127.0.0.1; what it acknowledges outlives a SIGKILL. */
public final class StoreProcess extends LocalProcess {

    private static final String DEFAULT_HEAP = "512m";

    private final Path directory;
    private final int port;
    private final String heap;

    /** In a directory of its own; nothing is started yet. */
    public StoreProcess(Path directory, int port) {
        this(directory, port, DEFAULT_HEAP);
    }

    /** As above, with the most that its heap may take, as {@code -Xmx} says it. */
    public StoreProcess(Path directory, int port, String heap) {
        this(directory, port, heap, directory.resolve("store.log"));
    }

    private StoreProcess(Path directory, int port, String heap, Path log) {
        super("store", log);
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.heap = heap;
    }

    static StoreProcess withLog(Path directory, int port, Path log) {
        return new StoreProcess(directory, port, DEFAULT_HEAP, log);
    }

    public String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** The directory with all that it keeps; copy or replace it only while it is stopped. */
    public Path dataFiles() {
        return directory.resolve("data");
    }

    @Override
    List<String> arguments() {
        return List.of(
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=process-log4j2.xml",
                "-cp",
                Installation.classPath(),
                Lifeline.class.getName(),
                StoreServer.class.getName(),
                Directories.create(dataFiles()).resolve("store.mv").toString(),
                Integer.toString(port));
    }

    @Override
    Map<String, String> environment() {
        return Map.of();
    }

    @Override
    boolean isReady() {
        return printed(StoreServer.READY);
    }
}
