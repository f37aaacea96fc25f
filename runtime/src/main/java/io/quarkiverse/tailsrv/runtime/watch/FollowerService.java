package io.quarkiverse.tailsrv.runtime.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.quarkiverse.tailsrv.runtime.follower.FileFollower;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;

/**
 * Schedules the looks at all files of an application. One thread handles file events, another one polls and answers requests.
 * Neither is ever interrupted, since that would close the files. If a look hangs, for example on a dead network mount, its
 * thread is replaced by another one.
 */
public final class FollowerService implements AutoCloseable {

    private final DirectoryEvents directories = DirectoryEvents.start();
    private final Set<FollowerSchedule> files = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor poller = new ScheduledThreadPoolExecutor(1,
            task -> OnDemandThread.daemon(task, "tailsrv-poller"));
    private final OnDemandThread closer = new OnDemandThread("tailsrv-closer");

    public FollowerService() {
        poller.setRemoveOnCancelPolicy(true);
        poller.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts the looks at the follower's file, the first one at once.
     */
    public FollowerSchedule follow(FileFollower follower) {
        follower.closeOn(closer);
        FollowerSchedule file = new FollowerSchedule(follower, directories, poller);
        try {
            file.start();
        } catch (RuntimeException | Error e) { // for example out of threads; the poll may still run later
            file.close();
            throw e;
        }
        files.add(file);
        return file;
    }

    /**
     * Ends the looks at the file. The file is closed when nobody reads it any more.
     */
    public void unfollow(FollowerSchedule file) {
        files.remove(file);
        file.close();
    }

    /**
     * Starts another thread for each one that hangs. To be called about once a second; returns at once.
     */
    public void relieve() {
        List<Thread> hanging = files.stream().map(FollowerSchedule::hangingThread).filter(thread -> thread != null).toList();
        int needed = 1 + hanging.size();
        if (poller.getCorePoolSize() != needed) {
            poller.setCorePoolSize(needed);
        }
        if (directories != null) {
            directories.relieve(hanging);
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
        closer.close();
    }
}
