package vn.campaign.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stands in for any of the services; it takes the plan, and whatever is posted, into the file that STUB_RECORD names. */
public final class StubService {

    private StubService() {}

    public static void main(String[] args) throws IOException {
        serve("MANAGEMENT_PORT");
        serve("SERVER_PORT");
    }

    private static void serve(String port) throws IOException {
        var server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getByName(System.getenv("SERVER_ADDRESS")), Integer.parseInt(System.getenv(port))),
                0);
        server.createContext("/", exchange -> {
            answer(exchange, status(exchange));
        });
        server.createContext("/die", exchange -> {
            System.out.println("Dying words");
            System.exit(3);
        });
        server.start();
    }

    private static int status(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            String plan = "/report/api/v1/campaigns/thanh-an-2023";
            return path.equals(plan + "/units") && !Files.exists(record(plan)) ? 404 : 200;
        }
        Files.write(
                record(path),
                exchange.getRequestBody().readAllBytes(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return 200;
    }

    private static Path record(String path) {
        return Path.of(System.getenv("STUB_RECORD"), path.substring(path.lastIndexOf('/') + 1));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"receivedAt\":\"2023-06-20T10:00:00Z\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
