package vn.campaign.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker and a store with empty data on free ports, for one JVM of tests. */
final class TestProcesses {

    private TestProcesses() {}

    static String kafka() {
        Path directory = temporaryDirectory();
        var broker = new BrokerProcess(directory, Ports.free(), Ports.free());
        start(broker, directory);
        return broker.bootstrapServers();
    }

    static String mongoDb() {
        Path directory = temporaryDirectory();
        var store = new StoreProcess(directory, Ports.free());
        start(store, directory);
        return store.uri("");
    }

    private static void start(LocalProcess process, Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            // Its data is not needed any more, so nothing is gained by an orderly stop.
            process.kill();
            Directories.delete(directory);
        }));
        process.start();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("campaign-tests");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
