package io.quarkiverse.tailsrv.messaging;

import java.util.Objects;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * Where the line of a message comes from. Each message of the connector {@code smallrye-tailsrv} has it:
 * {@code message.getMetadata(TailMetadata.class)}. It may be used from any thread.
 */
public final class TailMetadata {

    private final String server;
    private final TailLine line;

    /**
     * @param server the name of the client that has read the line
     */
    public TailMetadata(String server, TailLine line) {
        this.server = Objects.requireNonNull(server);
        this.line = Objects.requireNonNull(line);
    }

    /** The name of the configured client, or the server's host and port: {@code logserver:4321}. */
    public String server() {
        return server;
    }

    /** The number of the file as the channel counts them: 1 for the first, 2 for the one after it. */
    public long generation() {
        return line.generation();
    }

    /** The offset in the file of the line's first byte. */
    public long offset() {
        return line.offset();
    }

    /** The offset in the file of the byte behind the line's newline. */
    public long endOffset() {
        return line.endOffset();
    }

    /**
     * Whether the line ends with a newline. If not, it is a piece of a line that is longer than {@code max-line-length}, or the
     * end of a file that was replaced before its last newline came.
     */
    public boolean complete() {
        return line.complete();
    }

    /** Where to go on behind the line. It is computed each time it is asked for. */
    public TailPosition position() {
        return line.position();
    }

    /** The line that the message was made of. */
    public TailLine line() {
        return line;
    }

    @Override
    public String toString() {
        return server + ", generation " + generation() + ", bytes " + offset() + " to " + endOffset();
    }
}
