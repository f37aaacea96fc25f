package io.quarkiverse.tailsrv.runtime.lines;

import java.nio.charset.Charset;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * A line, or a piece of one. For any thread.
 */
final class Line implements TailLine {

    private final Span span;
    private final int textLength;
    private final boolean complete;
    private final Charset charset;

    Line(Span span, boolean complete, Charset charset) {
        this.span = span;
        this.textLength = complete ? withoutNewline(span) : span.length();
        this.complete = complete;
        this.charset = charset;
    }

    private static int withoutNewline(Span span) {
        int length = span.length() - 1;
        return length > 0 && span.at(length - 1) == '\r' ? length - 1 : length;
    }

    @Override
    public Buffer bytes() {
        return span.bytes(textLength);
    }

    @Override
    public String text() {
        return span.text(textLength, charset);
    }

    @Override
    public long offset() {
        return span.offset();
    }

    @Override
    public long endOffset() {
        return span.endOffset();
    }

    @Override
    public long generation() {
        return span.generation();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public TailPosition startPosition() {
        return span.startPosition();
    }

    @Override
    public TailPosition position() {
        return span.position();
    }

    @Override
    public String toString() {
        return text();
    }
}
