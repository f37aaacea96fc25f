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
        gauge("tailsrv.connections", ServerMeters.TAG, 1);
        gauge("tailsrv.client.streams", ClientMeters.TAG, 2);
        gauge("application.connections", ServerMeters.TAG, 3);
        EarlierMeters.remove(registry, ServerMeters.TAG);
        gauge("tailsrv.connections", ServerMeters.TAG, 10);
        gauge("tailsrv.client.streams", ClientMeters.TAG, 20);
        gauge("application.connections", ServerMeters.TAG, 30);
        assertThat(registry.get("tailsrv.connections").gauge().value()).isEqualTo(10);
        assertThat(registry.get("tailsrv.client.streams").gauge().value()).isEqualTo(2);
        assertThat(registry.get("application.connections").gauge().value()).isEqualTo(3);
    }

    private void gauge(String name, String tag, double value) {
        Gauge.builder(name, () -> value).tag(tag, "<default>").register(registry);
    }
}
