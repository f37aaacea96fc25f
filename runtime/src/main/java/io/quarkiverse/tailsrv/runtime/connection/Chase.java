package io.quarkiverse.tailsrv.runtime.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.netty.channel.ChannelHandlerContext;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.runtime.follower.FileGeneration;
import io.quarkiverse.tailsrv.runtime.header.StartOffset;
import io.quarkiverse.tailsrv.runtime.socket.Progress;
import io.quarkiverse.tailsrv.runtime.transfer.Chunk;
import io.quarkiverse.tailsrv.runtime.transfer.Runway;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * Sends one client the file: its position chases the limit of a generation, with one chunk in flight at a time. Used on the
 * connection's event loop only.
 */
final class Chase {

    private static final Logger LOG = Logger.getLogger(Chase.class.getPackageName());

    /** It goes on as long as there is something to send. */
    private static final long NONE = -1;

    private final ServedFile file;
    private final ConnectionGroup group;
    private final ChannelHandlerContext context;
    private final Connection connection;
    private final Runway runway;
    private final ChunkInFlight chunk;
    private StartOffset offset;
    private volatile FileGeneration generation;
    private volatile long position;

    /** The limit when it was stopped, or 0: what the client has not been sent by then stays its lag. */
    private volatile long lastLimit;
    private long end = NONE;
    private Progress progress;

    Chase(ServedFile file, ConnectionGroup group, ChannelHandlerContext context, Connection connection) {
        this.file = file;
        this.group = group;
        this.context = context;
        this.connection = connection;
        this.runway = new Runway(group.eventLoop(), connection::awaitTurn);
        this.chunk = new ChunkInFlight(group.transfer(), group.transport(), context.channel(), this);
    }

    /** Begins with the current file, or, if there is none, with the next one. To be called once, before any other method. */
    void start(StartOffset asked) {
        offset = asked;
        if (!begin(file.retainCurrent())) {
            offset = new StartOffset(asked.resolve(0)); // there are no bytes yet to count back from the end
            position = offset.value();
        }
    }

    /** Begins with the first file that has come since the client waits for one, unless that can't be sent any more. */
    private boolean beginLater() {
        FileGeneration first = group.retainArrived();
        if (first != null && first.end() != null && first.end().cutsOff()) {
            first.release();
            first = null;
        }
        return begin(first == null ? file.retainCurrent() : first);
    }

    private boolean begin(FileGeneration first) {
        generation = first;
        if (generation == null) {
            return false;
        }
        position = offset.resolve(generation.limit());
        offset = null; // not needed any more, and not a byte without need for each client
        return true;
    }

    /**
     * Sends the next chunk, if there is one and none is in flight. Not to be called after {@link #stop()}.
     *
     * @return the length of the chunk, or 0
     */
    long pump() {
        if (generation == null && !beginLater()) {
            return 0;
        }
        RotationCause ended = generation.end(); // read before the limit, which is final if this is set
        if (isSending()) {
            breakIfGone(ended);
            return 0;
        }
        long limit = Math.min(generation.readableLimit(), end());
        Chunk next = nextChunk();
        if (next != null) {
            return chunk.send(context, next);
        }
        if (position >= limit) { // otherwise reading failed, or the runway will call back
            reached(ended);
        }
        return 0;
    }

    private Chunk nextChunk() {
        try {
            return group.transfer().next(generation, position, end(), runway);
        } catch (IOException e) {
            LOG.debugf(e, "%s: reading failed at %s", connection, position);
            connection.sentAll(ChunkInFlight.reason(e, file));
            return null;
        }
    }

    private void reached(RotationCause ended) {
        if (isDrained()) {
            finishDraining(ended);
        } else if (ended != null) {
            rotate(ended);
        }
    }

    private boolean isDrained() {
        return end != NONE && position >= end;
    }

    private long end() {
        return end == NONE ? Long.MAX_VALUE : end;
    }

    /** Breaks off if the unsent rest of a region would now be read from changed bytes. */
    private void breakIfGone(RotationCause ended) {
        if (ended != null && ended.cutsOff() && chunk.isReadAsItGoes()) {
            LOG.debugf("%s: the file %s while it was sent: ends after %s", connection, ended.description(), position);
            connection.broken(ended == RotationCause.FAILED ? CloseReason.ERROR : CloseReason.ROTATION);
        }
    }

    /** This many bytes of the chunk have been sent. A chunk may be sent in two parts. */
    void sent(TransferPath path, long bytes) {
        sentPart(path, bytes);
        FileGeneration from = generation;
        if (from != null && !isSending() && (position < from.readableLimit() || from.end() != null || isDrained())) {
            connection.awaitTurn();
        }
    }

    /** This many bytes of a chunk whose rest will not be sent. */
    void sentPart(TransferPath path, long bytes) {
        position += bytes;
        connection.sent(path, bytes);
    }

    /** The rest of the chunk will not be sent. */
    void sendingFailed(Throwable cause) {
        LOG.debugf(cause, "%s: sending failed at %s", connection, position);
        connection.broken(CloseReason.CLIENT);
    }

    /** Tells why the connection has ended, perhaps later: the file may be to blame for a write that failed. */
    void explain(CloseReason reason, Consumer<CloseReason> told) {
        chunk.correct(reason, file, told);
    }

    private void rotate(RotationCause cause) {
        if (cause == RotationCause.FAILED) {
            connection.sentAll(CloseReason.ERROR);
            return;
        }
        boolean goesOn = switch (group.options().onRotation()) {
            case CLOSE, LINGER -> false;
            case FOLLOW -> follow() || end == NONE;
            // the application's shutdown ends it, after closing the port, so that clients do not reconnect to a stopping
            // server
            case EXIT -> end == NONE;
        };
        if (!goesOn) {
            LOG.debugf("%s: the file %s: ends at %s", connection, cause.description(), position);
            connection.sentAll(CloseReason.ROTATION);
        }
    }

    private boolean follow() {
        if (generation.end() == RotationCause.FAILED) {
            return false; // its successor may be the same file
        }
        FileGeneration next = generation.successor();
        if (next == null || !next.retain()) {
            return false;
        }
        letGo();
        generation = next;
        position = 0;
        if (end != NONE) {
            drain(); // the end was one of the old file
        }
        connection.awaitTurn();
        return true;
    }

    /** Makes the chase end at the current limit. Returns false if it has not begun with a file, or was stopped. */
    boolean drain() {
        if (generation == null) {
            return false;
        }
        end = Math.max(position, generation.limit()); // bytes in doubt count, since they may be there after all
        return true;
    }

    /** The next file has been published too, but late writes to this one come first, until its grace is over. */
    private void finishDraining(RotationCause ended) {
        if (generation.successor() == null) {
            connection.sentAll(CloseReason.STOP);
        } else if (position < generation.limit()) {
            drain();
            connection.awaitTurn();
        } else if (ended != null && !follow()) { // otherwise its end wakes this connection
            connection.sentAll(CloseReason.STOP);
        }
    }

    /** Whether the client has taken no bytes for this time while some wait for it. To be called periodically. */
    boolean isStalled() {
        Duration timeout = group.options().stallTimeout();
        if (generation == null || !isSending()) {
            progress = null;
            return false;
        }
        if (progress == null) {
            progress = new Progress();
        }
        return progress.stalledFor(context.channel(), position).compareTo(timeout) >= 0
                && !group.transport().isTaking(context.channel(), timeout);
    }

    /** Whether it has begun and has not been stopped. */
    boolean hasFile() {
        return generation != null;
    }

    /** Whether a chunk is in flight. */
    boolean isSending() {
        return chunk.length() > 0;
    }

    /** How many published bytes are not sent yet. For any thread. */
    long lag() {
        FileGeneration served = generation;
        return Math.max(0, (served == null ? lastLimit : served.limit()) - position);
    }

    /** The offset of the next byte to send. For any thread. */
    long position() {
        return position;
    }

    /** Releases the file. Returns whether the client has been sent everything. */
    boolean stop() {
        if (generation == null) {
            return !isSending();
        }
        lastLimit = generation.limit();
        letGo();
        return !isSending() && position >= Math.min(end(), lastLimit);
    }

    private void letGo() {
        if (generation != null) {
            generation.release();
            generation = null;
            runway.close();
        }
    }
}
