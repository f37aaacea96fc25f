package io.quarkiverse.tailsrv.runtime.lines;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.vertx.core.buffer.Buffer;

/**
 * Lines of one file that follow each other: those that were received together, but no more than so many.
 */
public final class Batches implements Items<List<TailLine>> {

    private final Lines lines;
    private final int most;
    private TailLine held;

    /**
     * @param most how many lines a batch may have, 1 or more
     */
    public Batches(Lines lines, int most) {
        this.lines = lines;
        this.most = most;
    }

    @Override
    public void begin(long generation, long offset, byte[] head, byte[] history, boolean torn) {
        lines.begin(generation, offset, head, history, torn);
    }

    @Override
    public void received(Buffer bytes) {
        lines.received(bytes);
    }

    /**
     * @throws TailClientException if the next line is too long and that is a failure
     */
    @Override
    public List<TailLine> next() {
        TailLine first = held != null ? held : lines.next();
        held = null;
        if (first == null) {
            return null;
        }
        return most == 1 ? List.of(first) : beginningWith(first);
    }

    private List<TailLine> beginningWith(TailLine first) {
        List<TailLine> batch = new ArrayList<>();
        batch.add(first);
        try {
            TailLine line;
            while (batch.size() < most && (line = lines.next()) != null) {
                if (line.generation() != first.generation()) {
                    held = line;
                    break;
                }
                batch.add(line);
            }
        } catch (TailClientException e) {
            return batch; // asked again, it is thrown again: what comes before is delivered first
        }
        return batch;
    }

    @Override
    public TailPosition position() {
        return lines.position();
    }
}
