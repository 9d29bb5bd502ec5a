package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import vn.campaign.localstack.Ports;

/** A peer in a process of its own, with the services' Java options. */
public final class Peer implements AutoCloseable {

    private final Process process;
    private final int port = Ports.free();

    public Peer(Class<?> main, List<String> javaOptions, String... settings) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(javaOptions);
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        builder.command().addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1"));
        builder.command().addAll(List.of(settings));
        builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", main.getSimpleName() + ".log").toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::answers);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
