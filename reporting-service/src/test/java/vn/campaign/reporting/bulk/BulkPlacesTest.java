package vn.campaign.reporting.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In threads of their own: who waits for a place cannot be interrupted. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkPlacesTest {

    private final BulkPlaces places = new BulkPlaces(1);

    @Test
    void aRequestThatWaitsForItsClientHoldsNoPlace() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Integer> client = new CompletableFuture<>();
        InputStream body = new InputStream() {
            @Override
            public int read() {
                waiting.countDown();
                return client.join();
            }
        };
        CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> readOne(places.occupy(body)));
        waiting.await();
        for (int i = 0; i < 3; i++) {
            try (InputStream quick = places.occupy(new ByteArrayInputStream(new byte[] {1, 2}))) {
                assertThat(quick.readAllBytes()).hasSize(2);
            }
        }
        assertThat(slow).isNotDone();
        client.complete(7);
        assertThat(slow.join()).isEqualTo(7);
    }

    @Test
    void aPlaceIsHeldUntilTheBodyIsClosedHoweverOften() throws IOException {
        InputStream closed = places.occupy(InputStream.nullInputStream());
        closed.close();
        closed.close();
        InputStream first = places.occupy(InputStream.nullInputStream());
        CompletableFuture<InputStream> second =
                CompletableFuture.supplyAsync(() -> places.occupy(InputStream.nullInputStream()));
        assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        first.close();
        second.join().close();
    }

    private static int readOne(InputStream body) {
        try (body) {
            return body.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
