package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProviderTest {

    @Test
    void anAddressComesFirstAndDockerIsNotAsked() {
        assertThat(Provider.of("kafka:9092", () -> {
                    throw new AssertionError("asked for Docker");
                }))
                .isEqualTo(Provider.ENVIRONMENT);
    }

    @Test
    void withoutAnAddressDockerDecides() {
        assertThat(Provider.of(null, () -> true)).isEqualTo(Provider.CONTAINER);
        assertThat(Provider.of(" ", () -> true)).isEqualTo(Provider.CONTAINER);
        assertThat(Provider.of(null, () -> false)).isEqualTo(Provider.PROCESS);
    }
}
