package vn.campaign.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import vn.campaign.testing.CampaignSystem;

/**
 * People who watch: each holds an event stream, and opens it again when its token has ended, as a browser does. One thread
 * reads all of them, lean enough to leave the machine to what it measures.
 */
final class EventStreams implements AutoCloseable {

    private static final int AT_ONCE = 64 * 1024;

    private final CampaignSystem system;
    private final Listener listener;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(AT_ONCE);
    private final AtomicLong opened = new AtomicLong();
    private final Thread reader = new Thread(this::read, "event-streams");
    private volatile boolean closed;

    /** Receives each event of each stream, on the thread that reads them all. */
    interface Listener {

        /**
         * A stream has brought an event.
         *
         * @param number of the event, the same for all streams of one path
         * @param seen the number of the stream's event before; its own number for the first of a stream
         * @param data what it says
         * @param now the nano time at which its last byte was read
         */
        void heard(long number, long seen, Supplier<String> data, long now);
    }

    EventStreams(CampaignSystem system, Listener listener) throws IOException {
        this.system = system;
        this.listener = listener;
        this.selector = Selector.open();
        reader.start();
    }

    /** One more; {@code path} is that of the events. */
    void open(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                system.uri("dashboard-service", "").getPort()));
        channel.write(ByteBuffer.wrap(HttpLoad.request(path, system.tokens.apply("leader"))));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Stream(path));
        selector.wakeup();
    }

    /** How many streams have delivered their first event since they were opened. */
    long opened() {
        return opened.get();
    }

    private void read() {
        try {
            while (!closed) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    read((SocketChannel) key.channel(), (Stream) key.attachment());
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SocketChannel channel, Stream stream) throws IOException {
        int bytes = channel.read(in.clear());
        long now = System.nanoTime();
        for (int at = 0; at < bytes; ) {
            at = stream.take(in.array(), at, bytes, now);
        }
        if (bytes < 0 || stream.ended) {
            channel.close();
            open(stream.path);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    /** One answer in chunks, whose body is lines. */
    private final class Stream {

        private final String path;
        private final StringBuilder framing = new StringBuilder();
        private final Line line = new Line();
        private boolean body;
        private boolean ended;
        private int left;
        private long number;
        private long seen;

        Stream(String path) {
            this.path = path;
        }

        /** Takes some of the bytes, and returns where the others begin. */
        int take(byte[] bytes, int from, int to, long now) {
            if (left == 0) {
                frame((char) bytes[from]);
                return from + 1;
            }
            int most = Math.min(to, from + left);
            int at = from;
            while (at < most && bytes[at] != '\n') {
                at++;
            }
            line.write(bytes, from, at - from);
            if (at < most) {
                at++;
                heard(now);
                line.reset();
            }
            left -= at - from;
            return at;
        }

        /** The head, then the size before each chunk. */
        private void frame(char next) {
            framing.append(next);
            if (!body && framing.indexOf("\r\n\r\n") >= 0) {
                if (!framing.substring(9, 12).equals("200")) {
                    throw new IllegalStateException(path + " is answered with " + framing);
                }
                body = true;
                framing.setLength(0);
            } else if (body && next == '\n') {
                String size = framing.toString().strip();
                framing.setLength(0);
                left = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
                ended = !size.isEmpty() && left == 0;
            }
        }

        private void heard(long now) {
            if (line.startsWith("id:")) {
                number = Long.parseLong(line.toString().substring(3));
            } else if (line.startsWith("data:")) {
                if (seen == 0) {
                    seen = number;
                    opened.incrementAndGet();
                }
                listener.heard(number, seen, line::toString, now);
                seen = number;
            }
        }
    }

    /** The bytes of a line; most are large and never decoded. */
    private static final class Line extends ByteArrayOutputStream {

        boolean startsWith(String field) {
            return count >= field.length()
                    && field.equals(new String(buf, 0, field.length(), StandardCharsets.US_ASCII));
        }

        @Override
        public String toString() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
