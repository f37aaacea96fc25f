package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One counter for each constant of an enum. Only one thread at a time may add; any thread may read.
 */
public final class Counters<E extends Enum<E>> {

    private final AtomicLongArray values;

    public Counters(Class<E> type) {
        values = new AtomicLongArray(type.getEnumConstants().length);
    }

    public void add(E which, long amount) {
        int index = which.ordinal();
        values.lazySet(index, values.get(index) + amount); // no lock: there is one writer
    }

    public long get(E which) {
        return values.get(which.ordinal());
    }
}
