package vn.campaign.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.campaign.localstack.Ports;

/** The network between two parts: a port that forwards every byte to another one, unless a fault is injected. */
final class Link implements AutoCloseable {

    private static final int MAX_AT_ONCE = 16 * 1024;

    private final String name;
    private final ServerSocket entrance;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean cut;
    private volatile boolean silent;
    private volatile Duration delay = Duration.ZERO;
    private volatile int bytesPerSecond = Integer.MAX_VALUE;

    Link(String name) {
        this.name = name;
        try {
            entrance = new ServerSocket(Ports.free(), 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where one side connects to reach the other. */
    int port() {
        return entrance.getLocalPort();
    }

    /** Starts forwarding to a port. */
    void to(int port) {
        target = port;
        run(this::accept);
    }

    /** Closes every connection, and every new one, until it is healed. */
    void cut() {
        cut = true;
        connections.forEach(Link::quietly);
    }

    /** Accepts connections and bytes but forwards nothing until it is healed, as after lost packets. */
    void silence() {
        silent = true;
    }

    /** Adds latency and limits the rate, in both directions. */
    void slow(Duration by, int atMostPerSecond) {
        delay = by;
        bytesPerSecond = atMostPerSecond;
    }

    synchronized void heal() {
        cut = false;
        silent = false;
        delay = Duration.ZERO;
        bytesPerSecond = Integer.MAX_VALUE;
        notifyAll();
    }

    @Override
    public void close() {
        quietly(entrance);
        cut();
        heal();
    }

    @Override
    public String toString() {
        return name;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                run(() -> connect(near));
            } catch (IOException closed) {
                // So is the loop.
            }
        }
    }

    private void connect(Socket near) {
        connections.add(near);
        try {
            hold(0);
            if (cut) {
                throw new IOException("cut");
            }
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            connections.add(far);
            run(() -> pass(near, far));
            run(() -> pass(far, near));
        } catch (IOException | InterruptedException unreachable) {
            end(near);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[MAX_AT_ONCE];
            for (int read = in.read(bytes); read >= 0 && !cut; read = in.read(bytes)) {
                hold(read);
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException ended) {
            // Either side ended it; both are to know.
        }
        end(from);
        end(to);
    }

    /** Waits for as long as this many bytes take at the current rate. */
    private void hold(int bytes) throws InterruptedException {
        synchronized (this) {
            while (silent) {
                wait();
            }
        }
        long milliseconds = delay.toMillis() + bytes * 1000L / bytesPerSecond;
        if (milliseconds > 0) {
            Thread.sleep(milliseconds);
        }
    }

    private void end(Socket socket) {
        connections.remove(socket);
        quietly(socket);
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception ended) {
            // It is what was wanted.
        }
    }

    private void run(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
