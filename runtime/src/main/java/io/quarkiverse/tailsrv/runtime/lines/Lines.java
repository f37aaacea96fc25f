package io.quarkiverse.tailsrv.runtime.lines;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;

import io.quarkiverse.tailsrv.client.LongLines;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * Cuts what is received into lines. Where it cuts does not depend on the pieces in which bytes come.
 */
public final class Lines implements Items<TailLine> {

    /** The longest that a line may be allowed to be: twice as much, and what comes in one piece, fits into an array. */
    public static final int GREATEST_MAX_LENGTH = 1 << 29;

    private static final byte NEWLINE = '\n';

    private final Charset charset;
    private final int maxLength;
    private final LongLines longLines;
    private final Deque<TailLine> leftOver = new ArrayDeque<>(1);
    private ReceivedBytes received;
    private long lineOffset;
    private long searched;
    private boolean skipping;

    public Lines(Charset charset, int maxLength, LongLines longLines) {
        this.charset = charset;
        this.maxLength = maxLength;
        this.longLines = longLines;
    }

    /** Whether the byte at which lines are cut is, on its own, a newline in that charset. */
    public static boolean canCut(Charset charset) {
        return new String(new byte[] { NEWLINE }, charset).equals("\n");
    }

    @Override
    public void begin(long generation, long offset, byte[] head, byte[] history, boolean torn) {
        if (received != null && lineOffset < received.endOffset() && !skipping) {
            leftOver.add(line(received.endOffset(), false));
        }
        received = new ReceivedBytes(generation, offset, head, history);
        lineOffset = offset;
        searched = offset;
        skipping = torn && history.length > 0 && history[history.length - 1] != NEWLINE;
    }

    @Override
    public void received(Buffer bytes) {
        received.append(bytes, lineOffset);
    }

    /**
     * @throws TailClientException if a line is too long and that is a failure
     */
    @Override
    public TailLine next() {
        if (!leftOver.isEmpty()) {
            return leftOver.remove();
        }
        if (received == null) {
            return null;
        }
        if (skipping && !skip()) {
            return null;
        }
        long end = findEnd();
        return end < 0 ? null : line(end, received.array()[received.index(end - 1)] == NEWLINE);
    }

    private boolean skip() {
        long newline = find(received.endOffset());
        lineOffset = newline < 0 ? received.endOffset() : newline + 1;
        searched = lineOffset;
        skipping = newline < 0;
        return !skipping;
    }

    /** The offset behind the line's newline, or behind as many bytes as a piece may have; -1 if neither has come. */
    private long findEnd() {
        long limit = Math.min(received.endOffset(), lineOffset + maxLength);
        long newline = find(limit);
        if (newline >= 0) {
            return newline + 1;
        }
        searched = limit;
        if (limit - lineOffset < maxLength) {
            return -1;
        }
        if (longLines == LongLines.FAIL) {
            throw new TailClientException("The line at offset " + lineOffset + " has more than " + maxLength
                    + " bytes, its newline included; allow longer lines, or have them split");
        }
        return limit;
    }

    private long find(long limit) {
        byte[] array = received.array();
        int end = received.index(limit);
        for (int i = received.index(searched); i < end; i++) {
            if (array[i] == NEWLINE) {
                return limit - (end - i);
            }
        }
        return -1;
    }

    private TailLine line(long end, boolean complete) {
        Line line = new Line(received.span(lineOffset, end), complete, charset);
        lineOffset = end;
        searched = end;
        return line;
    }

    @Override
    public TailPosition position() {
        return received.span(received.endOffset(), received.endOffset()).position();
    }
}
