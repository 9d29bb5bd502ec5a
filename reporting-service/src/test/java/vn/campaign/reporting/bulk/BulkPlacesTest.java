package vn.campaign.reporting.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkPlacesTest {

    private final BulkPlaces places = new BulkPlaces(1);

    @Test
    void aRequestThatWaitsForItsClientHoldsNoPlace() throws IOException {
        try (var client = new PipedOutputStream()) {
            InputStream body = new PipedInputStream(client);
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> readOne(places.occupy(body)));
            for (int i = 0; i < 3; i++) {
                try (InputStream quick = places.occupy(new ByteArrayInputStream(new byte[] {1, 2}))) {
                    assertThat(quick.readAllBytes()).hasSize(2);
                }
            }
            assertThat(slow).isNotDone();
            client.write(7);
            client.flush();
            assertThat(slow.join()).isEqualTo(7);
        }
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
