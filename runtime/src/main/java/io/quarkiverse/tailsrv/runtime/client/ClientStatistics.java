package io.quarkiverse.tailsrv.runtime.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.tailsrv.client.TailClientStatus;

/**
 * Counts what a client's streams do. For any thread.
 */
final class ClientStatistics {

    private static final long NEVER = Long.MIN_VALUE;

    private final long made = System.nanoTime();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong generations = new AtomicLong();
    private final AtomicLong lastByte = new AtomicLong(NEVER);

    void subscribed() {
        streams.incrementAndGet();
    }

    void ended() {
        streams.decrementAndGet();
    }

    void connected(boolean again) {
        connected.incrementAndGet();
        if (again) {
            reconnects.incrementAndGet();
        }
    }

    void disconnected() {
        connected.decrementAndGet();
    }

    void begun() {
        generations.incrementAndGet();
    }

    void received(int count) {
        bytes.addAndGet(count);
        lastByte.set(age());
    }

    private long age() {
        return System.nanoTime() - made;
    }

    TailClientStatus snapshot() {
        long last = lastByte.get();
        return new TailClientStatus(streams.get(), connected.get(), reconnects.get(), bytes.get(), generations.get(),
                last == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(age() - last)));
    }
}
