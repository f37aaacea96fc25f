package io.quarkiverse.tailsrv.runtime.file;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Where all files of an app are looked at: one thread takes file events, one polls and answers who asks. Neither is ever
 * interrupted, since that would close the files that it looks at.
 */
public final class FileWatcher implements AutoCloseable {

    private final DirectoryWatcher directories = DirectoryWatcher.start();
    private final ScheduledThreadPoolExecutor poller = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "tailsrv-poller");
        thread.setDaemon(true);
        return thread;
    });

    public FileWatcher() {
        poller.setRemoveOnCancelPolicy(true);
        poller.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Looks at the follower's file from now on, the first time as soon as possible.
     */
    public WatchedFile watch(FileFollower follower) {
        WatchedFile file = new WatchedFile(follower, directories, poller);
        file.start();
        return file;
    }

    /**
     * Ends both threads. The watched files have been closed before.
     */
    @Override
    public void close() {
        if (directories != null) {
            directories.close();
        }
        poller.shutdown();
    }
}
