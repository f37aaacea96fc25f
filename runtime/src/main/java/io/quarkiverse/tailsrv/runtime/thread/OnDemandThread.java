package io.quarkiverse.tailsrv.runtime.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

/**
 * Runs tasks that may block, one after the other, on one thread. The thread exists only while there are tasks, and is never
 * interrupted.
 */
public final class OnDemandThread implements Executor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OnDemandThread.class.getPackageName());

    private static final long IDLE_SECONDS = 1;
    private static final long CLOSE_SECONDS = 1;

    /** How many withdrawn tasks may be in the queue, if they are not half of it. */
    static final int MAX_WITHDRAWN = 64;

    private final ThreadPoolExecutor pool;

    /** Since the last removal. Some of them may have left the queue in their turn. */
    private final AtomicInteger withdrawals = new AtomicInteger();

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

    /**
     * Withdraws a task of this thread. Looking for it in the queue would take longer the more tasks there are, so it is removed
     * later, together with others.
     *
     * @return false if it has begun, or was withdrawn before
     */
    public boolean withdraw(WithdrawableTask task) {
        boolean withdrawn = task.withdraw();
        if (withdrawn) {
            removeWithdrawn(withdrawals.incrementAndGet());
        }
        return withdrawn;
    }

    private void removeWithdrawn(int most) {
        if (most > Math.max(MAX_WITHDRAWN, waiting() / 2) && withdrawals.compareAndSet(most, 0)) {
            pool.getQueue().removeIf(task -> task instanceof WithdrawableTask each && each.isOver());
        }
    }

    /** How many tasks have not begun, including withdrawn ones. */
    int waiting() {
        return pool.getQueue().size();
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
