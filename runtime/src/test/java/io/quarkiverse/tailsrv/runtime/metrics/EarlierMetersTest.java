package io.quarkiverse.tailsrv.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class EarlierMetersTest {

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();

    @Test
    void makeRoomForThoseOfTheSameName() {
        registry.add(new SimpleMeterRegistry());
        registerAll(1);
        EarlierMeters.removeServers(registry);
        registerAll(2);
        assertThat(value("tailsrv.connections")).isEqualTo(2);
        assertThat(value("tailsrv.client.streams")).isEqualTo(1);
        EarlierMeters.removeClients(registry);
        registerAll(3);
        assertThat(value("tailsrv.connections")).isEqualTo(2);
        assertThat(value("tailsrv.client.streams")).isEqualTo(3);
        assertThat(value("application.connections")).isEqualTo(1);
    }

    /** Applications may give all meters the same tags, for example one of the machine's name. */
    private void registerAll(double value) {
        for (String name : new String[] { "tailsrv.connections", "tailsrv.client.streams", "application.connections" }) {
            Gauge.builder(name, () -> value).tag("server", "one").tag("client", "one").register(registry);
        }
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }
}
