package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.runtime.thread.OneLine;

/**
 * How a file is stored, which decides whether the kernel can tell which of its bytes are in memory.
 */
public enum Storage {

    /** On this machine. The kernel tells at once which bytes are in memory. */
    TRANSPARENT,

    /** On this machine, but not writable: then the kernel always says that all bytes are in memory. */
    OPAQUE,

    /** Perhaps on another machine, which may be slow or never answer. */
    REMOTE;

    private static final Logger LOG = Logger.getLogger(Storage.class.getPackageName());

    private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "overlay");

    public static Storage of(Path path) {
        try {
            if (LOCAL.contains(Files.getFileStore(path).type())) {
                return Files.isWritable(path) ? TRANSPARENT : OPAQUE;
            }
        } catch (IOException e) {
            LOG.debugf(e, "The file system of \"%s\" is not known", OneLine.of(path));
        }
        return REMOTE;
    }
}
