package vn.campaign.localstack;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The embedded document store: it speaks MongoDB's wire protocol and keeps its data in one file. */
final class StoreServer {

    /** What it prints once it takes connections. */
    static final String READY = "Document store ready";

    /** A connection stays with one thread, and a thread waits for its commits: more threads than cores. */
    private static final int WORKERS = 16;

    private StoreServer() {}

    /** Arguments: the data file and the port. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[1]);
        MongoServer server = new MongoServer(new DurableBackend(Path.of(args[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "store-shutdown"));
        server.bind(new InetSocketAddress("127.0.0.1", port), 1, WORKERS);
        System.out.println(READY + " on port " + port);
    }
}
