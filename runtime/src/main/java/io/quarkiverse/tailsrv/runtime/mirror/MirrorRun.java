package io.quarkiverse.tailsrv.runtime.mirror;

import java.io.IOException;

import org.jboss.logging.Logger;

import io.quarkiverse.tailsrv.client.TailChunk;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientException;
import io.quarkiverse.tailsrv.client.TailMirrorProgress;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.runtime.thread.OnDemandThread;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One subscription to a mirror. A thread of its own writes the chunks that have come meanwhile, syncs them all at once, says
 * so, and asks for more. All that is here happens on that thread.
 */
final class MirrorRun implements ChunkQueue.Taker {

    private interface Step {
        void run() throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(MirrorRun.class.getPackageName());

    private final TailClient client;
    private final LocalCopy copy;
    private final MultiEmitter<? super TailMirrorProgress> emitter;
    private final OnDemandThread thread = new OnDemandThread("tailsrv-mirror");
    private ChunkQueue stream;

    /** As the stream counts them. */
    private long streamGeneration;

    /** As the mirror counts them. */
    private long generation = 1;

    /** How much of the copy is known to be the server's. */
    private long confirmed;
    private boolean ended;

    MirrorRun(TailClient client, LocalCopy copy, MultiEmitter<? super TailMirrorProgress> emitter) {
        this.client = client;
        this.copy = copy;
        this.emitter = emitter;
    }

    /** Returns at once. */
    void start() {
        emitter.onTermination(() -> thread.execute(this::close));
        thread.execute(() -> attempt(() -> {
            copy.open();
            subscribe(copy.position());
        }));
    }

    private void subscribe(TailPosition from) {
        streamGeneration = 1;
        confirmed = Math.max(0, from.offset());
        stream = new ChunkQueue(thread, this);
        client.chunks(from).subscribe().withSubscriber(stream);
    }

    @Override
    public void take(ChunkQueue chunks) {
        attempt(() -> takeAll(chunks));
    }

    private void takeAll(ChunkQueue chunks) throws IOException {
        int taken = 0;
        while (chunks == stream) {
            TailChunk chunk = chunks.poll();
            if (chunk == null) {
                if (taken > 0) {
                    copy.sync();
                    emitter.emit(new TailMirrorProgress(generation, confirmed));
                    chunks.request(taken);
                }
                return;
            }
            write(chunk);
            taken++;
        }
    }

    private void write(TailChunk chunk) throws IOException {
        if (chunk.generation() != streamGeneration) {
            streamGeneration = chunk.generation();
            String done = replace();
            LOG.infof("The server has another file than \"%s\"; the copy %s", copy.path(), done);
        }
        byte[] bytes = chunk.bytes().getBytes();
        int alike = chunk.offset() < copy.length() ? copy.alike(chunk.offset(), bytes) : 0;
        long end = chunk.offset() + alike;
        if (alike < bytes.length && end < copy.length() && !isTorn(end)) {
            copyAnew(end);
            return;
        }
        if (alike < bytes.length) {
            append(bytes, alike, end);
        }
        confirmed = chunk.offset() + bytes.length;
    }

    private boolean isTorn(long offset) throws IOException {
        boolean blank = copy.isBlank(offset);
        if (blank) {
            LOG.warnf("The copy \"%s\" has only zeros from byte %s on, which the server's file has not: it is cut off there",
                    copy.path(), offset);
            copy.cut(offset);
        }
        return blank;
    }

    private void append(byte[] bytes, int from, long offset) throws IOException {
        if (offset != copy.length()) {
            throw new IllegalStateException("The copy \"" + copy.path() + "\" has " + copy.length()
                    + " bytes, and the next byte is that at " + offset);
        }
        copy.append(bytes, from);
    }

    private void copyAnew(long offset) throws IOException {
        stream.cancel();
        String done = replace();
        LOG.warnf("The copy \"%s\" was not the beginning of the server's file, which differs at byte %s: it was changed, or the"
                + " file was replaced meanwhile. The file is copied anew; the copy %s", copy.path(), offset, done);
        subscribe(TailPosition.start());
    }

    /** Returns what was done with the copy, for the log. */
    private String replace() throws IOException {
        if (copy.length() == 0) {
            return "was empty";
        }
        String done = copy.replace(confirmed >= copy.length());
        confirmed = 0;
        generation++;
        return done;
    }

    @Override
    public void end(ChunkQueue chunks, Throwable failure) {
        take(chunks);
        if (chunks != stream || ended) {
            return;
        }
        if (failure == null) {
            emitter.complete();
        } else {
            fail(failure);
        }
    }

    /** A failure ends the run. */
    private void attempt(Step step) {
        if (ended) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            fail(new TailClientException("The copy \"" + copy.path() + "\" can't be written: " + reason(e), e));
        } catch (RuntimeException | Error e) { // or nobody would be told
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        ended = true;
        emitter.fail(failure);
    }

    /** Those of the file system have the path as their message, and may have nothing else. */
    private static String reason(IOException e) {
        String type = e.getClass() == IOException.class ? "" : e.getClass().getSimpleName() + ": ";
        return type + e.getMessage();
    }

    private void close() {
        ended = true;
        if (stream != null) {
            stream.cancel();
        }
        try {
            copy.close();
        } catch (IOException e) {
            LOG.warnf("The copy \"%s\" can't be closed: %s", copy.path(), reason(e));
        }
    }
}
