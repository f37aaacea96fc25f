package io.quarkiverse.tailsrv.runtime.directory;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;

/**
 * For tests in which the poll would find growth too late.
 */
public final class FileEvents {

    private FileEvents() {
    }

    /** Fails, and says why, if the system has no file events to give. */
    public static void require() {
        try (WatchService one = FileSystems.getDefault().newWatchService()) {
            assert one != null;
        } catch (IOException e) {
            throw new AssertionError("This test needs file events: " + e.getMessage()
                    + "; raise the sysctl fs.inotify.max_user_instances, or end what else takes instances of this user's", e);
        }
    }
}
