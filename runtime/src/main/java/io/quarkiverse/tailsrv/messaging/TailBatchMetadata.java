package io.quarkiverse.tailsrv.messaging;

import java.util.List;
import java.util.Objects;

import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;

/**
 * Where the lines of a message come from, in a channel of the connector {@code smallrye-tailsrv} with {@code batch=true}. Each
 * of its messages has it, in place of {@link TailMetadata}: {@code message.getMetadata(TailBatchMetadata.class)}. The lines are
 * of one file, and nothing lies between them. It may be used from any thread.
 */
public final class TailBatchMetadata {

    private final String server;
    private final List<TailLine> lines;

    /**
     * @param server the name of the client that has read the lines
     * @param lines at least one
     * @throws IllegalArgumentException if there is no line
     */
    public TailBatchMetadata(String server, List<TailLine> lines) {
        this.server = Objects.requireNonNull(server);
        this.lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A batch of \"" + server + "\" has no line; it needs one or more");
        }
    }

    /** The name of the configured client, or the server's host and port: {@code logserver:4321}. */
    public String server() {
        return server;
    }

    /** The number of the file as the channel counts them: 1 for the first, 2 for the one after it. */
    public long generation() {
        return lines.get(0).generation();
    }

    /** The offset in the file of the first line's first byte. */
    public long offset() {
        return lines.get(0).offset();
    }

    /** The offset in the file of the byte behind the last line's newline. */
    public long endOffset() {
        return last().endOffset();
    }

    /** Where to go on behind the last line. It is computed each time it is asked for. */
    public TailPosition position() {
        return last().position();
    }

    private TailLine last() {
        return lines.get(lines.size() - 1);
    }

    /** The lines that the message was made of, in the order of the file, with an offset each. The list can't be changed. */
    public List<TailLine> lines() {
        return lines;
    }

    @Override
    public String toString() {
        return server + ", generation " + generation() + ", bytes " + offset() + " to " + endOffset() + ", " + lines.size()
                + " lines";
    }
}
