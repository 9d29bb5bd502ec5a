package vn.campaign.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.campaign.testing.Infrastructure.Provider;

class InfrastructureTest {

    @Test
    void aGivenAddressComesFirstAndDockerIsNotAsked() {
        assertThat(Provider.of("kafka:9092", () -> {
                    throw new AssertionError("asked for Docker");
                }))
                .isEqualTo(Provider.GIVEN);
    }

    @Test
    void withoutAnAddressDockerDecides() {
        assertThat(Provider.of(null, () -> true)).isEqualTo(Provider.CONTAINER);
        assertThat(Provider.of(" ", () -> true)).isEqualTo(Provider.CONTAINER);
        assertThat(Provider.of(null, () -> false)).isEqualTo(Provider.PROCESS);
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://127.0.0.1:27017,                      mongodb://127.0.0.1:27017/campaign",
        "mongodb://127.0.0.1:27017/,                     mongodb://127.0.0.1:27017/campaign",
        "mongodb://u:p@a:1/test?authSource=admin,        mongodb://u:p@a:1/campaign?authSource=admin",
        "mongodb+srv://cluster.example?retryWrites=true, mongodb+srv://cluster.example/campaign?retryWrites=true",
    })
    void replacesTheDatabaseOfAConnectionString(String given, String expected) {
        assertThat(Infrastructure.withDatabase(given, "campaign")).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoConnectionString() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Infrastructure.withDatabase("127.0.0.1:27017", "campaign"))
                .withMessageContaining("127.0.0.1:27017");
    }
}
