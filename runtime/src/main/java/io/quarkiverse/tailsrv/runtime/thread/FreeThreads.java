package io.quarkiverse.tailsrv.runtime.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task at once, on a thread that has nothing else to do: tasks may block, and then others do not wait. A thread that
 * is free is used again, or ends after a second. For any thread.
 */
public final class FreeThreads implements Executor {

    /** For what starts and stops servers. */
    public static final FreeThreads CONTROL = new FreeThreads("tailsrv-control");

    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor pool;

    public FreeThreads(String name) {
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> OnDemandThread.daemon(task, name));
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
