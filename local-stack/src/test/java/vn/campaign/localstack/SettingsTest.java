package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.localstack.Settings.Role;

class SettingsTest {

    private static final Path ROOT = Path.of("/project");

    @Test
    void hasADefaultForEverything() {
        Settings settings = Settings.of(ROOT, Map.of(), false);
        assertThat(settings.data()).isEqualTo(Path.of("/project/.local"));
        assertThat(settings.ports())
                .containsOnly(
                        Map.entry(Role.SITE, 8080),
                        Map.entry(Role.REPORTING, 8081),
                        Map.entry(Role.QUOTA, 8082),
                        Map.entry(Role.DASHBOARD, 8084),
                        Map.entry(Role.BROKER, 19092),
                        Map.entry(Role.CONTROLLER, 19093),
                        Map.entry(Role.STORE, 27117),
                        Map.entry(Role.IDENTITY, 8083),
                        Map.entry(Role.REPORTING_MANAGEMENT, 9081),
                        Map.entry(Role.QUOTA_MANAGEMENT, 9082),
                        Map.entry(Role.DASHBOARD_MANAGEMENT, 9080));
    }

    @Test
    void takesPortsAndDataDirectoryFromTheEnvironment() {
        Settings settings = Settings.of(ROOT, Map.of("QUOTA_PORT", "9000", "CAMPAIGN_DATA", "/elsewhere"), false);
        assertThat(settings.url(Role.QUOTA)).isEqualTo("http://127.0.0.1:9000/plan");
        assertThat(settings.data()).isEqualTo(Path.of("/elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http"})
    void refusesWhatIsNoPort(String value) {
        assertThatThrownBy(() -> Settings.of(ROOT, Map.of("BROKER_PORT", value), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BROKER_PORT")
                .hasMessageContaining(value);
    }
}
