package io.quarkiverse.tailsrv.runtime.metrics;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.LookTrigger;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * A server's meters. They read the server's counters when they are asked.
 */
final class ServerMeters {

    private final ManagedServer server;
    private final ServerStatistics statistics;
    private final Tags tags;
    private final List<Meter> registered = new ArrayList<>();

    ServerMeters(ManagedServer server) {
        this.server = server;
        this.statistics = server.statistics();
        this.tags = Tags.of("server", server.name());
    }

    void register(MeterRegistry registry) {
        registerConnections(registry);
        registerTransfer(registry);
        registerFile(registry);
    }

    /** Removes those that have been registered. */
    void remove(MeterRegistry registry) {
        registered.forEach(registry::remove);
    }

    private void registerConnections(MeterRegistry registry) {
        add(gauge("tailsrv.connections",
                "Clients that are connected, have said where to start, and for whom the file has been looked at",
                ManagedServer::connectionCount).register(registry));
        add(counter("tailsrv.connections.opened",
                "Clients that have said where to start, and for whom the file has been looked at", ServerStatistics::opened)
                .register(registry));
        for (CloseReason reason : CloseReason.values()) {
            add(counter("tailsrv.connections.closed", "Opened connections that have ended", counts -> counts.closed(reason))
                    .tag("reason", value(reason)).register(registry));
        }
        for (RefusalReason reason : RefusalReason.values()) {
            add(counter("tailsrv.connections.refused", "Clients that were turned away or left before they were served",
                    counts -> counts.refused(reason)).tag("reason", value(reason)).register(registry));
        }
    }

    private void registerTransfer(MeterRegistry registry) {
        for (TransferPath path : TransferPath.values()) {
            add(counter("tailsrv.sent", "Bytes of the file that the system has taken for clients",
                    counts -> counts.bytesSent(path)).tag("path", value(path)).baseUnit(BaseUnits.BYTES).register(registry));
        }
        add(gauge("tailsrv.lag.max", "The largest number of bytes that a client is behind the file's end",
                ManagedServer::largestLag).baseUnit(BaseUnits.BYTES).register(registry));
        add(FunctionTimer.builder("tailsrv.delivery", statistics, ServerStatistics::deliveries,
                ServerStatistics::deliveryNanos, NANOSECONDS)
                .description("From when something new was noticed until an event loop has passed it on to all its clients")
                .tags(tags).register(registry));
    }

    private void registerFile(MeterRegistry registry) {
        add(gauge("tailsrv.file.length", "How much of the file is served", ManagedServer::length)
                .baseUnit(BaseUnits.BYTES).register(registry));
        for (LookTrigger trigger : LookTrigger.values()) {
            add(counter("tailsrv.file.growths", "How often a look found that the file has grown",
                    counts -> counts.growths(trigger)).tag("trigger", value(trigger)).register(registry));
        }
        for (RotationCause cause : RotationCause.values()) {
            add(counter("tailsrv.file.rotations", "How often the file stopped being the one that is served",
                    counts -> counts.rotations(cause)).tag("cause", value(cause)).register(registry));
        }
        add(counter("tailsrv.file.generations.skipped", "Files that came and went between two looks, and were served to nobody",
                ServerStatistics::skippedGenerations).register(registry));
    }

    private void add(Meter meter) {
        registered.add(meter);
    }

    private Gauge.Builder<ManagedServer> gauge(String name, String description, ToDoubleFunction<ManagedServer> figure) {
        return Gauge.builder(name, server, figure).description(description).tags(tags);
    }

    private FunctionCounter.Builder<ServerStatistics> counter(String name, String description,
            ToDoubleFunction<ServerStatistics> figure) {
        return FunctionCounter.builder(name, statistics, figure).description(description).tags(tags);
    }

    private static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
