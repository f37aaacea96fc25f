package io.quarkiverse.tailsrv.runtime.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.config.ServerConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.SmallRyeConfig;

/**
 * What is set without a server's name is the default of named servers, wherever either is set.
 */
class SettingLookupTest {

    @Test
    void aNamedServerHasWhatIsSetForAll() {
        ServerConfig audit = audit(Map.of("quarkus.tailsrv.host", "127.0.0.1", "quarkus.tailsrv.poll-interval", "3S",
                "quarkus.tailsrv.on-rotation", "follow", "quarkus.tailsrv.max-connections", "7",
                "quarkus.tailsrv.\"audit\".file", "audit.log"));
        assertThat(audit.host()).contains("127.0.0.1");
        assertThat(audit.pollInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(audit.onRotation()).isEqualTo(RotationPolicy.FOLLOW);
        assertThat(audit.maxConnections()).hasValue(7);
        assertThat(audit.file()).contains("audit.log");
    }

    @Test
    void itsOwnSettingCountsMore() {
        ServerConfig audit = audit(Map.of("quarkus.tailsrv.host", "127.0.0.1", "quarkus.tailsrv.poll-interval", "3S",
                "quarkus.tailsrv.\"audit\".host", "::1", "quarkus.tailsrv.\"audit\".poll-interval", "1S")); // the default, too
        assertThat(audit.host()).contains("::1");
        assertThat(audit.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itsOwnSettingCountsMoreThanTheEnvironmentForAll() {
        SmallRyeConfig config = TestConfig.config(Map.of("QUARKUS_TAILSRV_HOST", "0.0.0.0"),
                Map.of("quarkus.tailsrv.\"audit\".host", "127.0.0.1"));
        assertThat(server(config, "audit").host()).contains("127.0.0.1");
    }

    @Test
    void aProfileCountsMoreHoweverTheNameIsWritten() {
        Map<String, String> plainInProfile = Map.of("quarkus.tailsrv.\"audit\".host", "::1", "%test.quarkus.tailsrv.audit.host",
                "127.0.0.1");
        Map<String, String> quotedInProfile = Map.of("quarkus.tailsrv.audit.host", "::1",
                "%test.quarkus.tailsrv.\"audit\".host", "127.0.0.1");
        assertThat(audit(plainInProfile).host()).contains("127.0.0.1");
        assertThat(audit(quotedInProfile).host()).contains("127.0.0.1");
    }

    @Test
    void anEmptyValueTakesBackWhatIsSetForAll() {
        ServerConfig audit = audit(Map.of("quarkus.tailsrv.tls-configuration-name", "tail", "quarkus.tailsrv.max-connections",
                "7", "quarkus.tailsrv.\"audit\".tls-configuration-name", "", "quarkus.tailsrv.\"audit\".max-connections", ""));
        assertThat(audit.tlsConfigurationName()).isEmpty();
        assertThat(audit.maxConnections()).isEmpty();
    }

    @Test
    void fileAndPortAndActiveAreEachServersOwn() {
        ServerConfig audit = audit(Map.of("quarkus.tailsrv.file", "app.log", "quarkus.tailsrv.port", "5000",
                "quarkus.tailsrv.test-port", "5001", "quarkus.tailsrv.active", "false", "quarkus.tailsrv.\"audit\".host",
                "127.0.0.1"));
        assertThat(audit.file()).isEmpty();
        assertThat(audit.port()).isEqualTo(4321);
        assertThat(audit.testPort()).isZero();
        assertThat(audit.active()).isTrue();
    }

    @Test
    void theEnvironmentAndProfilesCountAsEverywhere() {
        SmallRyeConfig config = TestConfig.config(
                Map.of("QUARKUS_TAILSRV_HOST", "127.0.0.1", "QUARKUS_TAILSRV__AUDIT__FILE", "audit.log"),
                Map.of("quarkus.tailsrv.stall-timeout", "1M", "%test.quarkus.tailsrv.stall-timeout", "2M",
                        "%other.quarkus.tailsrv.host", "::1"));
        assertThat(server(config, "audit").host()).contains("127.0.0.1");
        assertThat(server(config, "audit").stallTimeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aServerThatOnlyCodeKnowsHasThemToo() {
        SmallRyeConfig config = TestConfig.config(Map.of(), Map.of("quarkus.tailsrv.host", "127.0.0.1"));
        assertThat(server(config, "by a customizer").host()).contains("127.0.0.1");
    }

    @Test
    void anExpressionSeesThem() {
        SmallRyeConfig config = TestConfig.config(Map.of(), Map.of("where", "127.0.0.1", "quarkus.tailsrv.host", "${where}",
                "quarkus.tailsrv.\"audit\".file", "audit.log", "copy", "${quarkus.tailsrv.\"audit\".host}"));
        assertThat(server(config, "audit").host()).contains("127.0.0.1");
        assertThat(config.getValue("copy", String.class)).isEqualTo("127.0.0.1");
    }

    @Test
    void anErrorNamesThePropertyThatWasSet() {
        assertThatThrownBy(() -> audit(Map.of("quarkus.tailsrv.poll-interval", "soon", "quarkus.tailsrv.\"audit\".file",
                "audit.log"))).hasMessageContaining("quarkus.tailsrv.poll-interval")
                .hasMessageNotContaining("\"audit\".poll-interval");
    }

    @Test
    void groupsOfOtherPropertiesAreNoServers() {
        SmallRyeConfig config = TestConfig.config(Map.of(), Map.of("quarkus.tailsrv.enabled", "false"));
        assertThat(config.getConfigValue("quarkus.tailsrv.metrics.enabled").getValue()).isNull();
        assertThat(config.getConfigValue("quarkus.tailsrv.file").getValue()).isNull();
    }

    private static ServerConfig audit(Map<String, String> properties) {
        return server(TestConfig.config(Map.of(), properties), "audit");
    }

    private static ServerConfig server(SmallRyeConfig config, String name) {
        return config.getConfigMapping(TailsrvConfig.class).servers().get(name);
    }
}
