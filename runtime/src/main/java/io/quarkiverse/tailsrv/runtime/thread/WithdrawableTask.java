package io.quarkiverse.tailsrv.runtime.thread;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A task of an {@link OnDemandThread} that can be withdrawn before it begins. Once it is withdrawn, or has begun, it keeps
 * nothing else in memory.
 */
public class WithdrawableTask implements Runnable {

    private final AtomicReference<Runnable> step;

    public WithdrawableTask(Runnable step) {
        this.step = new AtomicReference<>(step);
    }

    @Override
    public final void run() {
        Runnable taken = step.getAndSet(null);
        if (taken != null) {
            taken.run();
        }
    }

    /** Returns false if it has begun, or was withdrawn before. */
    public final boolean withdraw() {
        return step.getAndSet(null) != null;
    }

    /** Whether there is nothing left to do. */
    boolean isOver() {
        return step.get() == null;
    }
}
