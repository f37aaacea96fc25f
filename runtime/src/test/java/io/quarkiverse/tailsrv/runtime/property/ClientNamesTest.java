package io.quarkiverse.tailsrv.runtime.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tailsrv.runtime.config.ClientConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvClientsConfig;
import io.quarkiverse.tailsrv.runtime.config.TailsrvConfig;
import io.smallrye.config.SmallRyeConfig;

/**
 * Clients and servers have their settings below the same prefix. Neither is ever taken for the other.
 */
class ClientNamesTest {

    private static final String DEFAULT = TailsrvConfig.DEFAULT_NAME;

    @Test
    void aClientMakesNoServer() {
        for (Map<String, String> properties : Set.of(
                Map.of("quarkus.tailsrv.client.host", "logs", "quarkus.tailsrv.client.port", "5000",
                        "quarkus.tailsrv.client.tls-configuration-name", "tail"),
                Map.of("quarkus.tailsrv.client.\"audit\".host", "logs", "quarkus.tailsrv.client.\"audit\".port", "5000"),
                Map.of("quarkus.tailsrv.client.audit.host", "logs", "quarkus.tailsrv.client.audit.health.enabled", "true"))) {
            assertThat(servers(TestConfig.config(Map.of(), properties))).as(properties.toString()).containsExactly(DEFAULT);
        }
    }

    @Test
    void aVariableOfAClientMakesNoServer() {
        for (String variable : Set.of("QUARKUS_TAILSRV_CLIENT_HOST", "QUARKUS_TAILSRV_CLIENT__AUDIT__HOST",
                "QUARKUS_TAILSRV_CLIENT_AUDIT_HOST", "QUARKUS_TAILSRV_CLIENT_TLS_CONFIGURATION_NAME",
                "QUARKUS_TAILSRV_CLIENT_HEALTH_ENABLED", "QUARKUS_TAILSRV_CLIENT__AUDIT__HEALTH_ENABLED")) {
            SmallRyeConfig config = TestConfig.config(Map.of(variable, "true"), Map.of());
            assertThat(servers(config)).as(variable).containsExactly(DEFAULT);
        }
    }

    @Test
    void aVariableMakesAClient() {
        SmallRyeConfig config = TestConfig.config(
                Map.of("QUARKUS_TAILSRV_CLIENT__AUDIT__HOST", "logs", "QUARKUS_TAILSRV_CLIENT_PORT", "5000",
                        "QUARKUS_TAILSRV_CLIENT__AUDIT__HEALTH_ENABLED", "true"),
                Map.of());
        assertThat(clients(config)).containsOnlyKeys(DEFAULT, "audit");
        ClientConfig audit = clients(config).get("audit");
        assertThat(audit.host()).contains("logs");
        assertThat(audit.port()).isEqualTo(5000);
        assertThat(audit.health().enabled()).isTrue();
        assertThat(clients(config).get(DEFAULT).host()).isEmpty();
    }

    @Test
    void aNamedClientHasWhatIsSetForAll() {
        SmallRyeConfig config = TestConfig.config(Map.of(),
                Map.of("quarkus.tailsrv.client.host", "logs", "quarkus.tailsrv.client.port", "5000",
                        "quarkus.tailsrv.client.backoff-max", "3S", "quarkus.tailsrv.client.health.enabled", "true",
                        "quarkus.tailsrv.client.\"audit\".port", "5001", "quarkus.tailsrv.client.audit.backoff-min", "1S"));
        assertThat(clients(config)).containsOnlyKeys(DEFAULT, "audit");
        ClientConfig audit = clients(config).get("audit");
        assertThat(audit.host()).contains("logs");
        assertThat(audit.port()).isEqualTo(5001);
        assertThat(audit.backoffMin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(audit.backoffMax()).isEqualTo(Duration.ofSeconds(3));
        assertThat(audit.health().enabled()).isTrue();
    }

    @Test
    void eachClientHasACopyOfItsOwn() {
        SmallRyeConfig config = TestConfig.config(Map.of(),
                Map.of("quarkus.tailsrv.client.mirror.copy", "copy.log", "quarkus.tailsrv.client.mirror.keep", "3",
                        "quarkus.tailsrv.client.\"audit\".host", "logs"));
        assertThat(clients(config)).containsOnlyKeys(DEFAULT, "audit");
        assertThat(clients(config).get(DEFAULT).mirror().copy()).contains("copy.log");
        assertThat(clients(config).get("audit").mirror().copy()).isEmpty();
        assertThat(clients(config).get("audit").mirror().keep()).isEqualTo(3);
    }

    @Test
    void whatIsSetForAServerIsNotForAClient() {
        SmallRyeConfig config = TestConfig.config(Map.of(),
                Map.of("quarkus.tailsrv.host", "127.0.0.1", "quarkus.tailsrv.tls-configuration-name", "tail",
                        "quarkus.tailsrv.\"audit\".host", "::1", "quarkus.tailsrv.client.\"audit\".port", "5001"));
        assertThat(clients(config).get("audit").host()).isEmpty();
        assertThat(clients(config).get("audit").tlsConfigurationName()).isEmpty();
        assertThat(config.getConfigMapping(TailsrvConfig.class).servers().get("audit").host()).contains("::1");
    }

    @Test
    void aServerOfThisNameIsNotLost() {
        for (String property : Set.of("quarkus.tailsrv.client.file", "quarkus.tailsrv.\"client\".file",
                "quarkus.tailsrv.\"client\".port")) {
            SmallRyeConfig config = TestConfig.config(Map.of(),
                    Map.of(property, "5000", "quarkus.tailsrv.client.\"audit\".host", "logs"));
            assertThat(servers(config)).as(property).containsExactlyInAnyOrder(DEFAULT, TailsrvConfig.CLIENT);
        }
    }

    private static Set<String> servers(SmallRyeConfig config) {
        return new NamedServers(config, config.getConfigMapping(TailsrvConfig.class).servers(), Set.of()).all().keySet();
    }

    private static Map<String, ClientConfig> clients(SmallRyeConfig config) {
        return config.getConfigMapping(TailsrvClientsConfig.class).clients();
    }
}
