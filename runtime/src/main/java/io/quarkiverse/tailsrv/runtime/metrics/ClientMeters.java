package io.quarkiverse.tailsrv.runtime.metrics;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientStatus;

/**
 * A client's meters. They read the client's status when they are asked.
 */
final class ClientMeters implements MeterBinder {

    private final TailClient client;
    private final Tags tags;

    ClientMeters(TailClient client) {
        this.client = client;
        this.tags = Tags.of("client", client.name());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("tailsrv.client.streams", "Streams that are subscribed to", TailClientStatus::streams).register(registry);
        gauge("tailsrv.client.connected", "Streams that are connected", TailClientStatus::connected).register(registry);
        TimeGauge.builder("tailsrv.client.silence", client, NANOSECONDS, it -> silence(it.status()))
                .description("How long ago the last byte came; NaN if none has come").tags(tags).register(registry);
        counter("tailsrv.client.reconnects", "Connections that were opened in place of one that had ended",
                TailClientStatus::reconnects).register(registry);
        counter("tailsrv.client.received", "Bytes of files that were received", TailClientStatus::bytes)
                .baseUnit(BaseUnits.BYTES).register(registry);
        counter("tailsrv.client.generations", "Files that were begun", TailClientStatus::generations).register(registry);
    }

    private static double silence(TailClientStatus status) {
        return status.sinceLastByte().map(Duration::toNanos).map(Long::doubleValue).orElse(Double.NaN);
    }

    private Gauge.Builder<TailClient> gauge(String name, String description, ToDoubleFunction<TailClientStatus> figure) {
        return Gauge.builder(name, client, it -> figure.applyAsDouble(it.status())).description(description).tags(tags);
    }

    private FunctionCounter.Builder<TailClient> counter(String name, String description,
            ToDoubleFunction<TailClientStatus> figure) {
        return FunctionCounter.builder(name, client, it -> figure.applyAsDouble(it.status())).description(description)
                .tags(tags);
    }
}
