package io.quarkiverse.tailsrv.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import io.quarkus.kubernetes.spi.KubernetesPortBuildItem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * What a build makes of the settings of clients.
 */
class ClientNamesTest {

    @Test
    void aNamedClientIsKnownByAnyOfItsSettings() {
        Config config = config("quarkus.tailsrv.client.\"audit\".port", "1", "quarkus.tailsrv.client.orders.mirror.copy",
                "copy");
        assertThat(ClientNames.configured(config)).containsExactly("audit", "orders");
        assertThat(ServerNames.configured(config)).isEmpty();
    }

    @Test
    void theOneWithoutANameIsKnownByWhatIsItsAlone() {
        assertThat(ClientNames.configured(config("quarkus.tailsrv.client.port", "1"))).isEmpty();
        assertThat(ClientNames.configured(config("quarkus.tailsrv.client.health.enabled", "true"))).isEmpty();
        assertThat(ClientNames.configured(config("quarkus.tailsrv.client.host", "logs"))).containsExactly("<default>");
        assertThat(ClientNames.configured(config("quarkus.tailsrv.client.mirror.copy", "copy"))).containsExactly("<default>");
    }

    @Test
    void aChannelIsKnownByItsConnector() {
        assertThat(ClientNames.hasChannel(config("mp.messaging.incoming.lines.connector", "smallrye-tailsrv"))).isTrue();
        assertThat(ClientNames.hasChannel(config("mp.messaging.incoming.lines.connector", "smallrye-kafka"))).isFalse();
        assertThat(ClientNames.hasChannel(config("mp.messaging.incoming.a.b.connector", "${from}", "from",
                "smallrye-tailsrv"))).isTrue();
        assertThat(ClientNames.hasChannel(config("%edge.mp.messaging.incoming.lines.connector", "smallrye-tailsrv"))).isTrue();
        assertThat(ClientNames.hasChannel(config("mp.messaging.incoming.lines.connector", "${not-there-yet}"))).isFalse();
        assertThat(ClientNames.hasChannel(config("mp.messaging.outgoing.lines.connector", "smallrye-tailsrv"))).isFalse();
    }

    @Test
    void anApplicationOfClientsAloneHasNoPort() {
        Config client = config("quarkus.tailsrv.client.host", "logs");
        assertThat(new KubernetesPorts(client).all(false)).isEmpty();
        Config both = config("quarkus.tailsrv.client.host", "logs", "quarkus.tailsrv.file", "app.log");
        assertThat(new KubernetesPorts(both).all(false)).extracting(KubernetesPortBuildItem::getPort).containsExactly(4321);
        assertThat(new KubernetesPorts(config()).all(true)).hasSize(1);
    }

    /** Quarkus asks the configuration of the build for the value of a port. */
    @Test
    void ofTwoServersWithOnePortTheOneThatHasItForSureIsKept() {
        String audit = "quarkus.tailsrv.\"audit\".port";
        Config config = config("quarkus.tailsrv.file", "app.log", audit, "4321");
        assertThat(new KubernetesPorts(config).all(true)).extracting(KubernetesPortBuildItem::getName)
                .containsExactly("tailsrv");
        System.setProperty(audit, "4321");
        try {
            assertThat(new KubernetesPorts(config).all(true)).extracting(KubernetesPortBuildItem::getName)
                    .containsExactly("tailsrv-audit");
        } finally {
            System.clearProperty(audit);
        }
    }

    private static Config config(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build();
    }
}
