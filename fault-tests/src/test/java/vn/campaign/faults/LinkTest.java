package vn.campaign.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final int MOMENT_MILLIS = 200;

    ServerSocket server;
    Link link;
    Socket near;
    Socket far;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        link = new Link("test");
        link.to(server.getLocalPort());
        near = new Socket(InetAddress.getLoopbackAddress(), link.port());
        far = server.accept();
        far.setSoTimeout(MOMENT_MILLIS);
    }

    @AfterEach
    void disconnect() throws IOException {
        link.close();
        near.close();
        far.close();
        server.close();
    }

    @Test
    void passesBothWays() throws IOException {
        near.getOutputStream().write(1);
        assertThat(far.getInputStream().read()).isEqualTo(1);
        far.getOutputStream().write(2);
        assertThat(near.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void whatIsCutEndsAndIsConnectedAgainOnceHealed() throws IOException {
        link.cut();
        assertThat(far.getInputStream().read()).isEqualTo(-1);
        try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }

        link.heal();
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), link.port());
                Socket reached = server.accept()) {
            again.getOutputStream().write(3);
            assertThat(reached.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void whatIsSaidInSilenceArrivesOnceHealed() throws IOException {
        link.silence();
        near.getOutputStream().write(4);
        assertThatThrownBy(far.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);

        link.heal();
        assertThat(far.getInputStream().read()).isEqualTo(4);
    }

    @Test
    void isAsLateAsItIsTold() throws IOException {
        link.slow(Duration.ofMillis(MOMENT_MILLIS * 2), Integer.MAX_VALUE);
        near.getOutputStream().write(5);
        assertThatThrownBy(far.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);

        far.setSoTimeout(0);
        assertThat(far.getInputStream().read()).isEqualTo(5);
    }
}
