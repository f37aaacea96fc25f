package io.quarkiverse.tailsrv.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Compares the size of a file with what can be read of it. Below {@code /proc} and {@code /sys} they differ: a file there has a
 * size of 0 or of 4096, whatever it says.
 */
public final class DeclaredSize {

    private DeclaredSize() {
    }

    /**
     * @param readable how many bytes are known to be readable
     * @return what is wrong, in words, or null if the bytes up to the size can be read and are all that there are
     */
    public static String contradiction(FileChannel channel, long readable) throws IOException {
        long size = channel.size();
        if (size == 0 && canReadAt(0, channel) && channel.size() == 0) {
            return "has a size of 0 bytes but can be read, like a file below /proc";
        }
        if (size > readable && !canReadAt(size - 1, channel) && channel.size() >= size) {
            return "can't be read up to its size of " + size + " bytes, like a file below /sys";
        }
        return null;
    }

    /** Whether there is a byte at that offset, whatever the size says. */
    public static boolean canReadAt(long position, FileChannel channel) throws IOException {
        return channel.read(ByteBuffer.allocate(1), position) > 0;
    }
}
