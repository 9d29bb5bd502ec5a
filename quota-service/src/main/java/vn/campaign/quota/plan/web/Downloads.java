package vn.campaign.quota.plan.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Sends what is written to a stream while it is written, no faster than the client reads. */
@Component
class Downloads {

    private final AsyncTaskExecutor requests;

    Downloads(@Qualifier("requests") AsyncTaskExecutor requests) {
        this.requests = requests;
    }

    /** Writes a response. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    Flux<DataBuffer> stream(Content content) {
        return Flux.from(DataBufferUtils.outputStreamPublisher(
                out -> {
                    try {
                        content.write(out);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                DefaultDataBufferFactory.sharedInstance,
                requests));
    }
}
