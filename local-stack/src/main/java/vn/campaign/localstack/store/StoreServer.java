package vn.campaign.localstack.store;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded document store: it speaks MongoDB's wire protocol and keeps its data in one file. */
public final class StoreServer {

    /** What it prints once it accepts connections. */
    public static final String READY = "Document store ready";

    /** The file beside the data that makes it refuse writes while it exists. */
    public static final String READ_ONLY = "read-only";

    /** More threads than cores: each connection has one thread, which waits for its commits. */
    private static final int WORKERS = 16;

    private StoreServer() {}

    /** Arguments: the data file and the port. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[1]);
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        var backend = new DurableBackend(file);
        // The file is all there is to save; the connections end with the process.
        Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "store-shutdown"));
        var server = new MongoServer(backend);
        server.bind(new InetSocketAddress("127.0.0.1", port), 1, WORKERS);
        System.out.println(READY + " on port " + port);
    }
}
