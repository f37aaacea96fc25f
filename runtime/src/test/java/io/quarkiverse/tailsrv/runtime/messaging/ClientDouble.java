package io.quarkiverse.tailsrv.runtime.messaging;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientStatus;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.smallrye.mutiny.Multi;

/**
 * A client of a file in memory, with lines from 1 to a last one. Then it stays connected.
 */
final class ClientDouble implements TailClient {

    /** Where it begins by its own settings. */
    static final TailPosition CONFIGURED = TailPosition.at(50);

    private final int last;
    private final List<TailPosition> asked = new CopyOnWriteArrayList<>();
    private volatile int connected;

    ClientDouble(int last) {
        this.last = last;
    }

    /** Where it was asked to begin, in order. */
    List<TailPosition> asked() {
        return asked;
    }

    int connected() {
        return connected;
    }

    @Override
    public String name() {
        return "logserver:4321";
    }

    @Override
    public Multi<TailLine> lines(TailPosition from) {
        asked.add(from);
        int first = from.equals(TailPosition.end()) ? last : Math.max(1, TestLine.next(from));
        return Multi.createBy().concatenating()
                .streams(Multi.createFrom().iterable(TestLine.lines(first, last)), Multi.createFrom().<TailLine> nothing())
                .onSubscription().invoke(() -> connected++)
                .onTermination().invoke(() -> connected--);
    }

    @Override
    public Multi<TailLine> lines() {
        return lines(CONFIGURED);
    }

    @Override
    public Multi<TailChunk> chunks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<TailChunk> chunks(TailPosition from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TailClientStatus status() {
        return new TailClientStatus(connected, connected, 0, 0, 1, Optional.empty());
    }
}
