package io.quarkiverse.tailsrv.runtime.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.quarkiverse.tailsrv.runtime.file.OnDemandThread;
import io.quarkiverse.tailsrv.runtime.follower.FileFollower;

/**
 * Where all files of an app are looked at: one thread takes file events, one polls and answers who asks. Neither is ever
 * interrupted, since that would close the files that it looks at. A thread whose look hangs, on a dead network mount for
 * example, is left to it, and another takes its place.
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
     * Looks at the follower's file from now on, the first time as soon as possible.
     */
    public FollowerSchedule follow(FileFollower follower) {
        follower.closeOn(closer);
        FollowerSchedule file = new FollowerSchedule(follower, directories, poller);
        try {
            file.start();
        } catch (RuntimeException | Error e) { // out of threads, for example, which may poll later all the same
            file.close();
            throw e;
        }
        files.add(file);
        return file;
    }

    /**
     * No looks at the file from now on; if nobody reads it, it is closed, otherwise by its last reader.
     */
    public void unfollow(FollowerSchedule file) {
        files.remove(file);
        file.close();
    }

    /**
     * Replaces threads that hang. To be called about once a second; returns at once.
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
     * Ends all threads, but for those that hang, which end once they can.
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
