package io.quarkiverse.tailsrv.it.bench.load;

import java.nio.ByteBuffer;

/**
 * What is appended to the file: always as long, it begins with when it was written and ends with a newline.
 */
final class Line {

    static final int LENGTH = 100;
    static final int DIGITS = 16;

    private static final int NEWLINE = LENGTH - 1;

    private Line() {
    }

    /** A buffer that holds all of a line but the time. */
    static ByteBuffer blank() {
        ByteBuffer line = ByteBuffer.allocateDirect(LENGTH);
        while (line.position() < NEWLINE) {
            line.put((byte) '.');
        }
        return line.put((byte) '\n').flip();
    }

    /** Makes it ready to be written. */
    static ByteBuffer stamp(ByteBuffer line, long time) {
        long rest = time;
        for (int i = DIGITS - 1; i >= 0; i--) {
            line.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return line.rewind();
    }
}
