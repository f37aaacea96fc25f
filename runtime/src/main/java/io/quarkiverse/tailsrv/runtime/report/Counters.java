package io.quarkiverse.tailsrv.runtime.report;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A counter for each constant of an enum. One thread at a time adds, any thread reads.
 */
public final class Counters<E extends Enum<E>> {

    private final AtomicLongArray values;

    public Counters(Class<E> type) {
        values = new AtomicLongArray(type.getEnumConstants().length);
    }

    public void add(E which, long amount) {
        int index = which.ordinal();
        values.lazySet(index, values.get(index) + amount); // nobody else adds, so nothing need be locked
    }

    public long get(E which) {
        return values.get(which.ordinal());
    }
}
