package vn.campaign.localstack;

import java.nio.file.Path;
import java.util.List;
import vn.campaign.localstack.store.StoreServer;

/** The embedded document store on 127.0.0.1; acknowledged writes survive SIGKILL. */
public final class StoreProcess extends LocalProcess {

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
        return dataFiles().resolve(StoreServer.READ_ONLY);
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
                StoreServer.class.getName(),
                dataFiles().resolve("store.mv").toString(),
                Integer.toString(port));
    }

    @Override
    boolean isReady() {
        return printed(StoreServer.READY);
    }
}
