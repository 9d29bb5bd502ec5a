package vn.campaign.reporting.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** Lets so many bulk requests work at once, each in its turn; one that waits for its client holds no place. */
public final class BulkPlaces {

    private final Semaphore free;

    public BulkPlaces(int places) {
        free = new Semaphore(places, true);
    }

    /** Waits for a place, which closing the body frees. */
    public InputStream occupy(InputStream body) {
        free.acquireUninterruptibly();
        return new FilterInputStream(body) {
            private boolean closed;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                free.release();
                try {
                    return super.read(bytes, offset, length);
                } finally {
                    free.acquireUninterruptibly();
                }
            }

            /** A parser closes it at its end, and so does whoever opened it. */
            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    free.release();
                    super.close();
                }
            }
        };
    }
}
