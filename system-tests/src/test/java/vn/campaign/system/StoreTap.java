package vn.campaign.system;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import vn.campaign.testing.StoreCommands;

/** Stands between services and the document store: forwards everything, and records the commands. */
final class StoreTap implements AutoCloseable {

    private static final int OP_MSG = 2013;
    private static final int OP_CODE_AT = 12;
    private static final int FLAGS_AT = 16;
    private static final int SECTIONS_AT = 20;

    private final ServerSocket entrance;
    private final StoreCommands commands = new StoreCommands();

    StoreTap() {
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the services find the store. */
    String uri() {
        return "mongodb://127.0.0.1:" + entrance.getLocalPort() + "/campaign";
    }

    StoreCommands commands() {
        return commands;
    }

    /** Starts forwarding to the store at an address. */
    void to(String uri) {
        int port = URI.create(uri).getPort();
        run(() -> {
            while (true) {
                Socket service = entrance.accept();
                Socket store = new Socket(InetAddress.getLoopbackAddress(), port);
                service.setTcpNoDelay(true);
                store.setTcpNoDelay(true);
                run(() -> forwardCommands(service, store));
                run(() -> forward(store, service));
            }
        });
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forwardCommands(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            for (byte[] size = in.readNBytes(4); size.length == 4; size = in.readNBytes(4)) {
                ByteBuffer message = buffer(new byte[buffer(size).getInt()]).put(size);
                in.readFully(message.array(), message.position(), message.remaining());
                record(message);
                out.write(message.array());
            }
        }
    }

    private static void forward(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        }
    }

    /** Reads a message's sections: the command's body, and the sequences of documents that belong to it. */
    private void record(ByteBuffer message) {
        if (message.getInt(OP_CODE_AT) != OP_MSG) {
            return;
        }
        boolean checksum = (message.getInt(FLAGS_AT) & 1) == 1;
        int end = message.limit() - (checksum ? 4 : 0);
        BsonDocument command = new BsonDocument();
        message.position(SECTIONS_AT);
        while (message.position() < end) {
            if (message.get() == 0) {
                command.putAll(document(message).decode(new BsonDocumentCodec()));
            } else {
                int endOfSequence = message.position() + message.getInt();
                String name = text(message);
                BsonArray documents = new BsonArray();
                while (message.position() < endOfSequence) {
                    documents.add(document(message));
                }
                command.append(name, documents);
            }
        }
        commands.add("a service", command);
    }

    private static RawBsonDocument document(ByteBuffer message) {
        int start = message.position();
        int size = message.getInt(start);
        message.position(start + size);
        return new RawBsonDocument(message.array(), start, size);
    }

    /** Text up to a zero byte. */
    private static String text(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            // Goes on.
        }
        return new String(message.array(), start, message.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException ended) {
                // As either side wanted.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
