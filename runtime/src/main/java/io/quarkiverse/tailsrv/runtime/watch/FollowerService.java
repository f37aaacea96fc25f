package io.quarkiverse.tailsrv.runtime.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tailsrv.runtime.directory.DirectoryEvents;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * Schedules the looks at all files of an application. One thread handles file events, another one polls and answers requests.
 * A few others look at files whose looks take long, or may, for example on a network mount. None is ever interrupted, since
 * that would close the files. If a look hangs, its thread is replaced by another one.
 */
public final class FollowerService implements AutoCloseable {

    /** How many slow files are looked at at a time. */
    static final int MAX_SLOW_LOOKS = 16;

    /** How many threads there are for slow files at the most, those that hang included. */
    static final int MAX_SLOW_THREADS = 64;

    private static final long IDLE_SECONDS = 5;

    /** To find that still hardly any event is of use takes some 50 milliseconds of CPU time. */
    private static final Duration PAUSE_OF_EVENTS = Duration.ofSeconds(10);

    private final DirectoryEvents directories;
    private final Set<FollowerSchedule> files = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor poller = new ScheduledThreadPoolExecutor(1,
            task -> OnDemandThread.daemon(task, "tailsrv-poller"));
    private final ThreadPoolExecutor slowThreads = new ThreadPoolExecutor(1, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), task -> OnDemandThread.daemon(task, "tailsrv-slow"));
    private final OnDemandThread closer = new OnDemandThread("tailsrv-closer");
    private final OnDemandThread slowCloser = new OnDemandThread("tailsrv-closer");

    public FollowerService() {
        this(PAUSE_OF_EVENTS);
    }

    /**
     * @param pause for how long a directory's events are given up at first where hardly any is of use
     */
    FollowerService(Duration pause) {
        directories = DirectoryEvents.start(pause);
        slowThreads.allowCoreThreadTimeOut(true);
        poller.setRemoveOnCancelPolicy(true);
        poller.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts the looks at the follower's file, the first one at once.
     */
    public FollowerSchedule follow(FileFollower follower) {
        FollowerSchedule file = new FollowerSchedule(follower, directories, poller, slowThreads);
        follower.closeOn(task -> (file.isSlow() ? slowCloser : closer).execute(task));
        files.add(file);
        try {
            addSlowThread();
            file.start();
        } catch (RuntimeException | Error e) { // for example out of threads; the poll may still run later
            unfollow(file);
            throw e;
        }
        return file;
    }

    /**
     * Ends the looks at the file. The file is closed when nobody reads it any more.
     */
    public void unfollow(FollowerSchedule file) {
        file.close();
        if (file.isGone()) { // otherwise a thread still looks, and may hang
            files.remove(file);
        }
    }

    /**
     * Starts another thread for each one that hangs. To be called about once a second; returns at once.
     */
    public void relieve() {
        files.removeIf(FollowerSchedule::isGone);
        List<Thread> hanging = new ArrayList<>();
        for (FollowerSchedule file : files) { // no stream: this runs once a second on an event loop
            Thread thread = file.hangingThread();
            if (thread != null) {
                hanging.add(thread);
            }
        }
        if (directories != null) {
            directories.relieve(hanging);
        }
        adjustThreads();
    }

    /** The first look at a file may take long. How many threads are needed is counted once a second, not for each file. */
    private synchronized void addSlowThread() {
        int threads = slowThreads.getCorePoolSize();
        if (threads < Math.min(files.size(), MAX_SLOW_LOOKS)) {
            slowThreads.setCorePoolSize(threads + 1);
        }
    }

    private synchronized void adjustThreads() {
        int slow = 0;
        int hanging = 0;
        int slowHanging = 0;
        for (FollowerSchedule file : files) {
            slow += file.isSlow() ? 1 : 0;
            hanging += file.isHanging() ? 1 : 0;
            slowHanging += file.isSlow() && file.isHanging() ? 1 : 0;
        }
        resize(poller, 1 + hanging - slowHanging);
        resize(slowThreads, Math.min(Math.max(1, Math.min(slow, MAX_SLOW_LOOKS)) + slowHanging, MAX_SLOW_THREADS));
    }

    private static void resize(ThreadPoolExecutor pool, int threads) {
        if (pool.getCorePoolSize() != threads) {
            pool.setCorePoolSize(threads);
        }
    }

    /**
     * Ends all threads. Those that hang end when their look returns.
     */
    @Override
    public void close() {
        if (directories != null) {
            directories.close();
        }
        poller.shutdown();
        slowThreads.shutdown();
        closer.close();
        slowCloser.close();
    }
}
