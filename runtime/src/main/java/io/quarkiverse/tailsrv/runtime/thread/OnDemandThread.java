package io.quarkiverse.tailsrv.runtime.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Runs tasks that may block, one after the other, on one thread. The thread exists only while there are tasks, and is never
 * interrupted.
 */
public final class OnDemandThread implements Executor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OnDemandThread.class.getPackageName());

    private static final long IDLE_SECONDS = 1;
    private static final long CLOSE_SECONDS = 1;

    private final ThreadPoolExecutor pool;

    public OnDemandThread(String name) {
        pool = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> daemon(task, name), (task, closed) -> task.run());
        pool.allowCoreThreadTimeOut(true);
    }

    /** A thread that does not keep the application alive. */
    public static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs the task on the thread, or on the caller's thread after {@link #close()}.
     */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Removes a task that has not begun. Returns whether it was there. */
    public boolean withdraw(Runnable task) {
        return pool.remove(task);
    }

    /**
     * Waits until all tasks are done, but no longer than a second. A task that hangs continues.
     */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debugf("%s is still running after its close", pool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
