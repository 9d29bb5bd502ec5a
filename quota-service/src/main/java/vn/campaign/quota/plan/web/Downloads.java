package vn.campaign.quota.plan.web;

import java.io.OutputStream;
import java.util.function.Consumer;
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

    private static final int CHUNK = 16 << 10;

    private final AsyncTaskExecutor requests;

    Downloads(@Qualifier("requests") AsyncTaskExecutor requests) {
        this.requests = requests;
    }

    Flux<DataBuffer> stream(Consumer<OutputStream> content) {
        return Flux.from(DataBufferUtils.outputStreamPublisher(
                content, DefaultDataBufferFactory.sharedInstance, requests, CHUNK));
    }
}
