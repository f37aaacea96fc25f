package io.quarkiverse.tailsrv.runtime.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a copy, which one mirror has at a time, on this machine. It is a lock on a file beside the copy: a process
 * loses its lock on a file as soon as any part of it opens and closes that file, and anybody may read the copy. For one thread,
 * and blocks.
 */
final class CopyLock {

    /** Those of this process: whoever would open the file to find that out would end the lock by closing it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private CopyLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Fails at once if another mirror has it. */
    static CopyLock of(Path copy) throws IOException {
        Path path = copy.getParent().toRealPath().resolve(copy.getFileName() + ".lock");
        if (!HELD.add(path)) {
            throw taken();
        }
        try {
            return new CopyLock(path, lock(path));
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = open(path);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw taken(); // by this process, in classes that were loaded another time
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            throw taken();
        }
        return channel;
    }

    private static FileChannel open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("\"" + path + "\" must be a file to lock, and is no regular file");
        }
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static IOException taken() {
        return new IOException("another mirror writes it; give each a copy of its own");
    }

    /** The file stays: if it were deleted, another mirror could hold a lock on a file that has no name any more. */
    void release() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(path);
        }
    }
}
