package io.quarkiverse.tailsrv.runtime.lines;

import io.quarkiverse.tailsrv.client.TailFingerprint;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * The first bytes of a file. Written on one event loop; what has been written is read from any thread.
 */
final class Head {

    private final byte[] bytes = new byte[TailPosition.HEAD_LENGTH];
    private int length;
    private TailFingerprint whole;

    /** Takes what is missing from the bytes that come at that offset. */
    void add(long offset, byte[] source, int from, int count) {
        if (offset <= length && length < bytes.length) {
            int skipped = (int) (length - offset);
            int taken = Math.min(count - skipped, bytes.length - length);
            if (taken > 0) {
                System.arraycopy(source, from + skipped, bytes, length, taken);
                length += taken;
            }
        }
    }

    /** Of the first bytes before that offset. */
    TailFingerprint before(long offset) {
        if (offset < bytes.length) {
            return TailFingerprint.of(bytes, 0, (int) offset);
        }
        TailFingerprint known = whole; // threads that make it at the same time make the same
        if (known == null) {
            known = TailFingerprint.of(bytes, 0, bytes.length);
            whole = known;
        }
        return known;
    }
}
