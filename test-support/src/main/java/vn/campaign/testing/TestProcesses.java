package vn.campaign.testing;

import java.nio.file.Path;
import vn.campaign.localstack.BrokerProcess;
import vn.campaign.localstack.Ports;
import vn.campaign.localstack.StoreProcess;

/**
 * A broker and a store with empty data on free ports, for one JVM of tests. They end with that JVM and not earlier: what is
 * tested leaves them in its own shutdown. Their data is below the module's build directory, and goes when that is cleaned.
 */
final class TestProcesses {

    private TestProcesses() {}

    static String kafka() {
        var broker = new BrokerProcess(directory("broker"), Ports.free(), Ports.free());
        broker.start();
        return broker.bootstrapServers();
    }

    static String mongoDb() {
        var store = new StoreProcess(directory("store"), Ports.free());
        store.start();
        return store.uri("");
    }

    private static Path directory(String name) {
        return Path.of("target", "test-processes-" + ProcessHandle.current().pid(), name);
    }
}
