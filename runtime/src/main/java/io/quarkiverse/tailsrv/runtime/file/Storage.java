package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.jboss.logging.Logger;

/**
 * What can be told of a file's bytes before they are read.
 */
public enum Storage {

    /** The kernel says at once which of them are in memory. */
    TRANSPARENT,

    /** They come from this machine, but the kernel says of a file that one may not write that all of it is in memory. */
    OPAQUE,

    /** They may come from elsewhere, which may take its time or never answer. */
    REMOTE;

    private static final Logger LOG = Logger.getLogger(Storage.class.getPackageName());

    private static final Set<String> LOCAL = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "overlay");

    public static Storage of(Path path) {
        try {
            if (LOCAL.contains(Files.getFileStore(path).type())) {
                return Files.isWritable(path) ? TRANSPARENT : OPAQUE;
            }
        } catch (IOException e) {
            LOG.debugf(e, "The file system of \"%s\" is not known", path);
        }
        return REMOTE;
    }
}
