package io.quarkiverse.tailsrv.it.bench.load;

import java.nio.ByteBuffer;

import io.quarkiverse.tailsrv.it.bench.figures.Latencies;

/**
 * Takes the lines of one client apart, however they come, and checks that they are lines, in order.
 */
final class LineReader {

    private static final int NEWLINE = Line.LENGTH - 1;

    private int place;
    private long time;
    private long lastTime = -1;
    private long lines;

    /**
     * @param now when these bytes came
     * @param latencies of the lines that are complete
     */
    void read(ByteBuffer bytes, long now, Latencies latencies) {
        while (bytes.hasRemaining()) {
            if (place < Line.DIGITS) {
                time = time * 10 + bytes.get() - '0';
                place++;
            } else if (place < NEWLINE) {
                int skipped = Math.min(NEWLINE - place, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                place += skipped;
            } else {
                end(bytes.get());
                latencies.add(now - lastTime);
            }
        }
    }

    private void end(byte newline) {
        if (newline != '\n' || time <= lastTime) {
            throw new IllegalStateException("corrupt after " + lines + " lines");
        }
        lastTime = time;
        lines++;
        place = 0;
        time = 0;
    }

    long lines() {
        return lines;
    }
}
