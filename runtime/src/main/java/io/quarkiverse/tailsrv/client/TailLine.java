package io.quarkiverse.tailsrv.client;

import io.vertx.core.buffer.Buffer;

/**
 * A line of a file. It may be used from any thread. It holds on to the buffer that it came in.
 */
public interface TailLine {

    /** The line's bytes without its newline ({@code \n}, or {@code \r\n}). */
    Buffer bytes();

    /** The line's text in the client's charset, without its newline. Bytes that are none in it are replaced, as Java does. */
    String text();

    /** The offset in the file of the line's first byte. */
    long offset();

    /** The offset in the file of the byte behind the line's newline. */
    long endOffset();

    /** The number of the file as this stream counts them: 1 for the first, 2 for the one after it. */
    long generation();

    /**
     * Whether the line ends with a newline. If not, it is a piece of a line that is longer than {@code max-line-length}, or the
     * end of a file that was replaced before its last newline came.
     */
    boolean complete();

    /** Where to go on so that this line comes again, also in another run of the application. */
    TailPosition startPosition();

    /** Where to go on behind this line, also in another run of the application. */
    TailPosition position();
}
