package io.quarkiverse.tailsrv.runtime.metrics;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
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
final class ServerMeters implements MeterBinder {

    private final ManagedServer server;
    private final ServerStatistics statistics;
    private final Tags tags;

    ServerMeters(ManagedServer server) {
        this.server = server;
        this.statistics = server.statistics();
        this.tags = Tags.of("server", server.name());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindConnections(registry);
        bindTransfer(registry);
        bindFile(registry);
    }

    private void bindConnections(MeterRegistry registry) {
        gauge("tailsrv.connections", "Clients that are connected and have said where to start",
                ManagedServer::connectionCount).register(registry);
        counter("tailsrv.connections.opened", "Clients that have said where to start", ServerStatistics::opened)
                .register(registry);
        for (CloseReason reason : CloseReason.values()) {
            counter("tailsrv.connections.closed", "Opened connections that have ended", counts -> counts.closed(reason))
                    .tag("reason", value(reason)).register(registry);
        }
        for (RefusalReason reason : RefusalReason.values()) {
            counter("tailsrv.connections.refused", "Clients that were turned away or left before they were served",
                    counts -> counts.refused(reason)).tag("reason", value(reason)).register(registry);
        }
    }

    private void bindTransfer(MeterRegistry registry) {
        for (TransferPath path : TransferPath.values()) {
            counter("tailsrv.sent", "Bytes of the file that the system has taken for clients",
                    counts -> counts.bytesSent(path)).tag("path", value(path)).baseUnit(BaseUnits.BYTES).register(registry);
        }
        gauge("tailsrv.lag.max", "The largest number of bytes that a client is behind the file's end",
                ManagedServer::largestLag)
                .baseUnit(BaseUnits.BYTES).register(registry);
        FunctionTimer.builder("tailsrv.delivery", statistics, ServerStatistics::deliveries, ServerStatistics::deliveryNanos,
                NANOSECONDS)
                .description("From when something new was noticed until an event loop has passed it on to all its clients")
                .tags(tags).register(registry);
    }

    private void bindFile(MeterRegistry registry) {
        gauge("tailsrv.file.length", "How much of the file is served", ManagedServer::length)
                .baseUnit(BaseUnits.BYTES).register(registry);
        for (LookTrigger trigger : LookTrigger.values()) {
            counter("tailsrv.file.growths", "How often a look found that the file has grown",
                    counts -> counts.growths(trigger)).tag("trigger", value(trigger)).register(registry);
        }
        for (RotationCause cause : RotationCause.values()) {
            counter("tailsrv.file.rotations", "How often the file stopped being the one that is served",
                    counts -> counts.rotations(cause)).tag("cause", value(cause)).register(registry);
        }
        counter("tailsrv.file.generations.skipped", "Files that came and went between two looks, and were served to nobody",
                ServerStatistics::skippedGenerations).register(registry);
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
