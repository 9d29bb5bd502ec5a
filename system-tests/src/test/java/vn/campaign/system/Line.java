package vn.campaign.system;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a phone and everything else: a SOCKS proxy, so that what a page, its worker and the browser itself send
 * goes through it. It can be cut, and it can be as slow as a mobile network.
 */
final class Line implements AutoCloseable {

    private static final int CONNECT_REPLY = 10;
    private static final byte[] END = {};

    private record Chunk(byte[] bytes, long due) {}

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong free = new AtomicLong();
    private volatile boolean cut;
    private volatile double bytesPerNano = Double.POSITIVE_INFINITY;
    private volatile long oneWay;

    Line() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    String address() {
        return "socks5://127.0.0.1:" + server.getLocalPort();
    }

    void cut() {
        cut = true;
        sockets.forEach(Line::close);
    }

    void mend() {
        cut = false;
    }

    /** From now on at most so many bits a second towards the phone, and half of the round trip each way. */
    void slow(long bitsPerSecond, long roundTripMillis) {
        bytesPerNano = bitsPerSecond / 8e9;
        oneWay = TimeUnit.MILLISECONDS.toNanos(roundTripMillis) / 2;
    }

    /** How many bytes the phone has received, headers and all. */
    long received() {
        return received.get();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket phone = server.accept();
            if (cut) {
                close(phone);
            } else {
                start(() -> connect(phone));
            }
        }
    }

    /** RFC 1928, without authentication, to an IPv4 address or a name. */
    private void connect(Socket phone) throws IOException {
        sockets.add(phone);
        DataInputStream in = new DataInputStream(phone.getInputStream());
        in.readUnsignedByte();
        in.readNBytes(in.readUnsignedByte());
        phone.getOutputStream().write(new byte[] {5, 0});
        in.readNBytes(3);
        boolean named = in.readUnsignedByte() == 3;
        byte[] host = in.readNBytes(named ? in.readUnsignedByte() : 4);
        InetAddress address = named ? InetAddress.getByName(new String(host)) : InetAddress.getByAddress(host);
        int port = in.readUnsignedShort();
        Socket site;
        try {
            site = new Socket(address, port);
        } catch (IOException refused) {
            close(phone);
            return;
        }
        sockets.add(site);
        byte[] reply = new byte[CONNECT_REPLY];
        reply[0] = 5;
        reply[3] = 1;
        phone.getOutputStream().write(reply);
        pipe(in, site, false);
        pipe(site.getInputStream(), phone, true);
    }

    /** Read and written by two threads, so that what is late does not hold up what follows. */
    private void pipe(InputStream from, Socket to, boolean towardsPhone) {
        BlockingQueue<Chunk> way = new LinkedBlockingQueue<>();
        start(() -> {
            byte[] buffer = new byte[4096];
            try {
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                    way.add(new Chunk(java.util.Arrays.copyOf(buffer, read), due(read, towardsPhone)));
                }
            } finally {
                way.add(new Chunk(END, System.nanoTime() + oneWay));
            }
        });
        start(() -> {
            try {
                OutputStream out = to.getOutputStream();
                for (Chunk next = way.take(); next.bytes != END; next = way.take()) {
                    TimeUnit.NANOSECONDS.sleep(next.due - System.nanoTime());
                    out.write(next.bytes);
                }
                to.shutdownOutput();
            } finally {
                sockets.remove(to);
            }
        });
    }

    private long due(int bytes, boolean towardsPhone) {
        long now = System.nanoTime();
        if (!towardsPhone) {
            return now + oneWay;
        }
        received.addAndGet(bytes);
        long took = (long) (bytes / bytesPerNano);
        return free.updateAndGet(before -> Math.max(before, now) + took) + oneWay;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException ended) {
                // a connection that was cut
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // it is closed
        }
    }

    @Override
    public void close() {
        close(server);
        cut();
    }
}
