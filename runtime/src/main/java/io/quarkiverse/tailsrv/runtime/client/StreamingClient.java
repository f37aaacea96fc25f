package io.quarkiverse.tailsrv.runtime.client;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientStatus;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.lines.Batches;
import io.quarkiverse.tailsrv.runtime.lines.Chunks;
import io.quarkiverse.tailsrv.runtime.lines.Items;
import io.smallrye.mutiny.Multi;

/**
 * Makes a stream for each subscription. For any thread.
 */
final class StreamingClient implements TailClient, BatchReading {

    private final Clients clients;
    private final ClientSettings settings;
    private final ClientStatistics statistics = new ClientStatistics();
    private final Reports reports;

    StreamingClient(Clients clients, ClientSettings settings) {
        this.clients = clients;
        this.settings = settings;
        this.reports = new Reports(settings.name(), settings.observer(), statistics);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Multi<TailChunk> chunks() {
        return chunks(settings.from());
    }

    @Override
    public Multi<TailChunk> chunks(TailPosition from) {
        return stream(from, Chunks::new);
    }

    @Override
    public Multi<TailLine> lines() {
        return lines(settings.from());
    }

    @Override
    public Multi<TailLine> lines(TailPosition from) {
        return stream(from, settings.lines()::cutter);
    }

    @Override
    public Multi<List<TailLine>> batches(int most) {
        return batches(settings.from(), most);
    }

    @Override
    public Multi<List<TailLine>> batches(TailPosition from, int most) {
        return stream(from, () -> new Batches(settings.lines().cutter(), most));
    }

    private <T> Multi<T> stream(TailPosition from, Supplier<Items<T>> items) {
        Objects.requireNonNull(from);
        return Multi.createFrom().publisher(subscriber -> {
            Stream<T> stream = new Stream<>(clients, settings, reports, subscriber);
            subscriber.onSubscribe(stream.delivery());
            stream.begin(from, items.get());
        });
    }

    @Override
    public TailClientStatus status() {
        return statistics.snapshot();
    }

    @Override
    public String toString() {
        return settings.name();
    }
}
