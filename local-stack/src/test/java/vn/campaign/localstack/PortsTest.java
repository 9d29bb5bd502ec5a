package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aPortInUseIsNotFree() throws Exception {
        int port = Ports.free();
        assertThat(Ports.isFree(port)).isTrue();
        try (var atAnyAddress = new ServerSocket(port)) {
            assertThat(Ports.isFree(atAnyAddress.getLocalPort())).isFalse();
        }
        try (var atLoopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(atLoopback.getLocalPort())).isFalse();
        }
    }

    @Test
    void noPortIsHandedOutTwice() {
        assertThat(Ports.free()).isNotEqualTo(Ports.free());
    }
}
