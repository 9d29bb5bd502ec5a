package vn.campaign.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over kept HTTP/1.1 connections on one thread, lean enough to leave the machine to what it measures. With
 * a rate each request has its time, and its latency counts from then on, whether or not a connection was free: what waits
 * for the service is not left out (no coordinated omission). Without one, each connection asks as soon as it is answered.
 */
public final class HttpLoad {

    private static final int USUAL_ANSWER = 64 * 1024;
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final long SECOND = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final InetSocketAddress address;
    private final LongFunction<byte[]> requests;
    private final int connections;

    /** @param requests the whole bytes of each, by its number from 0 on */
    public HttpLoad(int port, LongFunction<byte[]> requests, int connections) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests;
        this.connections = connections;
    }

    /**
     * What came of it.
     *
     * @param latencies in microseconds
     * @param statuses how many answers had which status
     */
    public record Result(Histogram latencies, TreeMap<Integer, Long> statuses, double perSecond) {

        public double millis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** A request's bytes. */
    public static byte[] request(String method, String path, String token, String json) {
        return """
                %s %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s"""
                .formatted(method, path, token, json.length(), json)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of a request without a body. */
    public static byte[] request(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, token)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Sends as fast as the connections are answered. */
    public Result saturate(Duration time) throws IOException {
        return run(new Run(0, System.nanoTime(), time.toNanos(), Long.MAX_VALUE));
    }

    /**
     * At a rate per second, until all that are due within the time are answered; the request of number n is due n / rate
     * seconds after {@code start}, in nano time.
     */
    public Result at(int rate, Duration time, long start) throws IOException {
        return run(new Run(rate, start, time.plus(PATIENCE).toNanos(), rate * time.toSeconds()));
    }

    /** Sends a number of requests at a rate per second, until all are answered or the time is over. */
    public Result all(long requests, int rate, Duration most) throws IOException {
        return run(new Run(rate, System.nanoTime(), most.toNanos(), requests));
    }

    private Result run(Run run) throws IOException {
        try (Selector selector = Selector.open()) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(new Connection(run, address, selector));
            }
            run.idle.addAll(all);
            while (!run.over()) {
                run.sendDue();
                selector.select(run.rate > 0 ? 1 : 100);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Connection) key.attachment()).ready(key);
                }
                selector.selectedKeys().clear();
            }
            for (Connection connection : all) {
                connection.channel.close();
            }
            return run.result();
        }
    }

    /** One load from its beginning to its end. */
    private final class Run {

        private final Deque<Connection> idle = new ArrayDeque<>();
        private final Histogram latencies = new Histogram(3);
        private final TreeMap<Integer, Long> statuses = new TreeMap<>();
        private final int rate;
        private final long start;
        private final long length;
        private final long most;
        private long sent;
        private long answered;

        Run(int rate, long start, long length, long most) {
            this.rate = rate;
            this.start = start;
            this.length = length;
            this.most = most;
        }

        boolean over() {
            return answered == most || System.nanoTime() - start > length;
        }

        void sendDue() throws IOException {
            while (!idle.isEmpty()) {
                long now = System.nanoTime();
                long due = rate == 0 ? now : start + sent * SECOND / rate;
                if (due > now || now - start > length || sent == most) {
                    return;
                }
                idle.poll().send(requests.apply(sent++), due);
            }
        }

        void answered(int status, long due, Connection by) {
            latencies.recordValue(Math.max(1, (System.nanoTime() - due) / 1000));
            statuses.merge(status, 1L, Long::sum);
            answered++;
            idle.add(by);
        }

        Result result() {
            return new Result(latencies, statuses, answered * (double) SECOND / (System.nanoTime() - start));
        }
    }

    /** Asks one thing after the other. */
    private static final class Connection {

        private final Run run;
        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer in = ByteBuffer.allocate(USUAL_ANSWER);
        private @Nullable Head head;
        private ByteBuffer out;
        private long due;

        Connection(Run run, InetSocketAddress address, Selector selector) throws IOException {
            this.run = run;
            channel = SocketChannel.open(address);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(byte[] request, long at) throws IOException {
            out = ByteBuffer.wrap(request);
            due = at;
            write();
        }

        private void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        void ready(SelectionKey selected) throws IOException {
            if (selected.isWritable()) {
                write();
            }
            if (selected.isReadable()) {
                if (channel.read(in) < 0) {
                    throw new IOException("the service closed a connection");
                }
                head = head == null ? Head.of(in) : head;
                if (head != null && complete()) {
                    int status = head.status;
                    head = null;
                    in.clear();
                    run.answered(status, due, this);
                } else if (!in.hasRemaining()) {
                    in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
                }
            }
        }

        private boolean complete() {
            return head.bytes >= 0
                    ? in.position() >= head.bytes
                    : in.position() >= LAST_CHUNK.length
                            && Arrays.equals(
                                    in.array(),
                                    in.position() - LAST_CHUNK.length,
                                    in.position(),
                                    LAST_CHUNK,
                                    0,
                                    LAST_CHUNK.length);
        }
    }

    /**
     * What an answer's first lines say.
     *
     * @param bytes of the whole answer, or -1 when it ends with its last chunk
     */
    private record Head(int status, int bytes) {

        /** Returns nothing while incomplete. */
        static @Nullable Head of(ByteBuffer in) {
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return null;
            }
            Matcher length = LENGTH.matcher(text.substring(0, end));
            return new Head(
                    Integer.parseInt(text.substring(9, 12)),
                    length.find() ? end + 4 + Integer.parseInt(length.group(1)) : -1);
        }
    }
}
