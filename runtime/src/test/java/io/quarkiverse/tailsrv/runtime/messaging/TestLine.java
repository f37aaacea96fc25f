package io.quarkiverse.tailsrv.runtime.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * A line that no file has. Line n of these has the text {@code n}, and lies at n times 10.
 */
public record TestLine(int number) implements TailLine {

    private static final int LENGTH = 10;
    private static final String HASH = "0123456789abcdef".repeat(2);

    public static List<TailLine> lines(int first, int last) {
        return IntStream.rangeClosed(first, last).<TailLine> mapToObj(TestLine::new).toList();
    }

    /** Where to go on behind line n. */
    public static TailPosition behind(int number) {
        int offset = (number + 1) * LENGTH;
        return TailPosition.parse("1:" + offset + ':' + Math.min(TailPosition.HEAD_LENGTH, offset) + '-' + HASH + ':'
                + Math.min(TailPosition.LAST_LENGTH, offset) + '-' + HASH);
    }

    /** The line that comes next. */
    public static int next(TailPosition position) {
        return (int) (position.offset() / LENGTH);
    }

    @Override
    public Buffer bytes() {
        return Buffer.buffer(text());
    }

    @Override
    public String text() {
        return String.valueOf(number);
    }

    @Override
    public long offset() {
        return (long) number * LENGTH;
    }

    @Override
    public long endOffset() {
        return offset() + LENGTH;
    }

    @Override
    public long generation() {
        return 1;
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public TailPosition startPosition() {
        return behind(number - 1);
    }

    @Override
    public TailPosition position() {
        return behind(number);
    }

    @Override
    public String toString() {
        return new String(bytes().getBytes(), StandardCharsets.US_ASCII);
    }
}
