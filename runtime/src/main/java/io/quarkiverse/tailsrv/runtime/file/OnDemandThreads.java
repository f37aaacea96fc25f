package io.quarkiverse.tailsrv.runtime.file;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what may block, which exist only while there is something to do and are never interrupted.
 */
public final class OnDemandThreads implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 1;
    private static final long CLOSE_SECONDS = 1;

    private final ThreadPoolExecutor pool;

    public OnDemandThreads(String name, int max) {
        pool = new ThreadPoolExecutor(max, max, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }, (task, closed) -> task.run());
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs the task on one of the threads, or, once closed, on the caller's.
     */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /**
     * Finishes what has been begun. Blocks for a second at the most: what hangs ends when it can.
     */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                FileFollower.LOG.debugf("%s goes on for a while", pool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
