package vn.campaign.reporting.web;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import vn.campaign.reporting.format.JsonReader;
import vn.campaign.reporting.format.Line;
import vn.campaign.reporting.intake.Draft;

/** Reads the bodies of single statements. */
final class Bodies {

    private Bodies() {}

    /** Reads a body of one statement into the draft, and gives that. */
    static Mono<Draft> read(ServerHttpRequest request, Draft draft) {
        Requests.utf8(request);
        return DataBufferUtils.join(request.getBody(), Line.MAX_BYTES)
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> {
                    JsonReader.read(body, draft);
                    return draft;
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
