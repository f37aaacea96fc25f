package io.quarkiverse.tailsrv.runtime.server;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RotationCause;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.runtime.config.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.transfer.Runway;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * One client. Its position chases the limit of one generation, one chunk in flight at a time; all of it runs on the
 * connection's event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements HeaderWait.Outcome, ChunkInFlight.Outcome {

    private static final Logger LOG = Logger.getLogger(Connection.class.getPackageName());

    /** How often a connection that can't be read from any more is asked whether it still exists. */
    private static final int PROBE_SECONDS = 15;

    // How long a farewell may take: who is not served to the end is not waited for
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    /** How the system names EIO, which no socket has. */
    private static final String DISK_ERROR = "Input/output error";

    /** How Netty says that a file no longer covers what is to be sent of it. */
    private static final String FILE_SHRUNK = "Underlying file size";

    private enum State {
        AWAITING_HEADER,
        AWAITING_LOOK,
        AWAITING_FILE,
        STREAMING,
        FINISHING,
        CLOSED
    }

    private final ServedFile file;
    private final ConnectionGroup group;
    private final Wire wire;
    private ChannelHandlerContext context;
    private State state = State.AWAITING_HEADER;
    private HeaderWait header = new HeaderWait(this);
    private StartOffset offset;
    private ConnectionAccount account;
    private volatile FileGeneration generation;
    private volatile long position;
    private final Runway runway;
    private final ChunkInFlight chunk;
    private long end = Long.MAX_VALUE;
    private Progress progress;
    private boolean talkative;
    private boolean inputEnded;
    private boolean awaitsTurn;
    private ScheduledFuture<?> probe;
    private boolean draining;
    private Farewell farewell;
    private CloseReason reason;

    /** Its place in its group. */
    int index;

    Connection(ServedFile file, ConnectionGroup group, Wire wire) {
        this.file = file;
        this.group = group;
        this.wire = wire;
        this.runway = new Runway(group.eventLoop(), this::awaitTurn);
        this.chunk = new ChunkInFlight(group.transfer(), group.transport(), this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (!group.add(this)) {
            state = State.CLOSED;
            // The FIN comes before the reset that a header may bring about which nobody reads
            ((DuplexChannel) ctx.channel()).shutdownOutput().addListener(done -> wire.close(ctx));
            return;
        }
        header.start(ctx.channel().eventLoop(), group.context().options().headerTimeout());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (state == State.AWAITING_HEADER) {
                header.feed((ByteBuf) message);
            } else if (state == State.FINISHING) {
                farewell.heard();
            }
            talkative |= ((ByteBuf) message).isReadable();
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
            if (state == State.AWAITING_HEADER) {
                endHeader();
            } else if (state == State.FINISHING) {
                close(CloseReason.CLIENT);
            }
            probeLater();
        } else if (event instanceof RefusalReason refusal) {
            refused(refusal);
        } else if (event instanceof CloseReason why) {
            finish(why, IMPATIENCE);
        }
    }

    private void endHeader() {
        if (wire.isInputWhole()) {
            header.end();
        } else {
            refused(RefusalReason.HEADER_MALFORMED);
        }
    }

    /** From now on only a failed write would tell that the client has gone, and there may be nothing to write for long. */
    private void probeLater() {
        probe = context.executor().schedule(() -> {
            if (state != State.CLOSED && group.transport().isGone(context.channel())) {
                close(CloseReason.CLIENT);
            } else if (state != State.CLOSED) {
                probeLater();
            }
        }, PROBE_SECONDS, TimeUnit.SECONDS);
    }

    /** Or else a client that comes and goes would be kept in memory till the next probe is due. */
    private void stopProbing() {
        if (probe != null) {
            probe.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state != State.CLOSED) {
            LOG.debugf("%s: closed at %d", ctx.channel(), position);
            state = State.CLOSED;
            dropHeader();
            stopProbing();
            if (account != null) {
                account.close(this, reason == null ? CloseReason.CLIENT : reason);
            }
            letGo();
            group.remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debugf(cause, "%s: failed at %d", ctx.channel(), position);
        close(CloseReason.CLIENT);
    }

    @Override
    public void accepted(StartOffset asked) {
        offset = asked;
        dropHeader();
        state = State.AWAITING_LOOK;
        LOG.debugf("%s: asks for %d", context.channel(), asked.value());
        file.ask(() -> context.executor().execute(this::looked));
    }

    @Override
    public void refused(RefusalReason refusal) {
        RefusalReason why = wire.isEstablished() ? refusal : RefusalReason.TLS_HANDSHAKE;
        LOG.debugf("%s: refused: %s", context.channel(), why);
        group.traffic().refused.add(why, 1);
        finish(CloseReason.CLIENT, IMPATIENCE);
    }

    private void dropHeader() {
        if (header != null) {
            header.stop();
            header = null;
        }
    }

    /** The file has been looked at since the header came: from here on, "before the end" means what the client meant. */
    private void looked() {
        if (state != State.AWAITING_LOOK) {
            return;
        }
        state = State.AWAITING_FILE;
        begin();
        if (state == State.AWAITING_FILE) {
            offset = new StartOffset(offset.resolve(0));
            position = offset.value();
        }
        account = new ConnectionAccount(group.context(), group.traffic(), context.channel(), this);
        account.open(this);
        awaitTurn();
        if (draining) {
            drain();
        }
    }

    private void awaitTurn() {
        if (!awaitsTurn) {
            awaitsTurn = true;
            group.awaitTurn(this);
        }
    }

    /** @return how many bytes it has begun to send */
    long takeTurn() {
        awaitsTurn = false;
        return pump();
    }

    /** There may be something new: who awaits its turn will see it then. */
    void wake() {
        if (!awaitsTurn || chunk.length() > 0) {
            pump();
        }
    }

    /**
     * Sends the next chunk, if there is one and none is in flight.
     *
     * @return how long it is
     */
    private long pump() {
        if (state == State.AWAITING_FILE) {
            begin();
        }
        if (state != State.STREAMING || reason != null) {
            return 0;
        }
        RotationCause ended = generation.end(); // before the limit, which is final if this is set
        if (chunk.length() > 0) {
            closeIfGone(ended);
            return 0;
        }
        long limit = Math.min(generation.readableLimit(), end);
        ReferenceCounted next = nextChunk();
        if (next != null) {
            return chunk.send(context, next);
        }
        if (state != State.STREAMING) {
            return 0; // what comes next can't be read
        }
        if (position < limit) {
            return 0; // it is told when that can be sent
        }
        if (position >= end) {
            finishDraining();
        } else if (ended != null) {
            rotate(ended);
        }
        return 0;
    }

    private ReferenceCounted nextChunk() {
        try {
            return group.transfer().next(generation, position, end, runway);
        } catch (EOFException e) {
            sendingFailed(e);
            return null;
        } catch (IOException e) {
            unreadable(e);
            return null;
        }
    }

    private void unreadable(Throwable cause) {
        file.unreadable(cause);
        close(CloseReason.ERROR);
    }

    /** What has not yet gone out of a region would be read from what the file holds now. */
    private void closeIfGone(RotationCause ended) {
        if (ended != null && ended.cutsOff() && chunk.isReadAsItGoes()) {
            LOG.debugf("%s: the file %s while it was sent: ends after %d", context.channel(), ended, position);
            close(CloseReason.ROTATION);
        }
    }

    private void begin() {
        generation = file.retainCurrent();
        if (generation != null) {
            position = offset.resolve(generation.limit());
            state = State.STREAMING;
        }
    }

    @Override
    public void sent(TransferPath path, long bytes) {
        position += bytes;
        account.sent(path, bytes);
        if (state == State.STREAMING && chunk.length() == 0
                && (position < generation.readableLimit() || generation.end() != null || position >= end)) {
            awaitTurn();
        }
    }

    @Override
    public void sendingFailed(Throwable cause) {
        LOG.debugf(cause, "%s: sending failed at %d", context.channel(), position);
        if (reason != null) {
            return; // it is being ended already, which is what failed it
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains(DISK_ERROR)) {
            unreadable(cause);
        } else {
            boolean shrunk = cause instanceof EOFException || message.contains(FILE_SHRUNK);
            close(shrunk ? CloseReason.ROTATION : CloseReason.CLIENT);
        }
    }

    private void rotate(RotationCause cause) {
        switch (group.context().options().onRotation()) {
            case CLOSE, LINGER -> {
                LOG.debugf("%s: the file %s: ends at %d", context.channel(), cause, position);
                finish(cause == RotationCause.FAILED ? CloseReason.ERROR : CloseReason.ROTATION, PATIENCE);
            }
            case FOLLOW -> follow();
            case EXIT -> {
                // the application's end closes the port first, so that nobody comes back to a server that goes
            }
        }
    }

    private boolean follow() {
        FileGeneration next = generation.successor();
        if (next == null || !next.retain()) {
            return false;
        }
        letGo();
        generation = next;
        position = 0;
        awaitTurn();
        return true;
    }

    /** Goes on to what has been published by now, and no further. */
    void drain() {
        draining = true;
        if (state == State.STREAMING) {
            end = Math.max(position + chunk.length(), generation.readableLimit());
            pump();
        } else if (state != State.AWAITING_LOOK) {
            finish(CloseReason.STOP, PATIENCE);
        }
    }

    private void finishDraining() {
        if (group.context().options().onRotation() == RotationPolicy.FOLLOW && follow()) {
            end = generation.readableLimit();
        } else {
            finish(CloseReason.STOP, PATIENCE);
        }
    }

    /** To be called now and then: ends it if its client takes nothing of what waits for it. */
    void endIfStalled() {
        if (state != State.STREAMING || chunk.length() == 0) {
            progress = null;
            return;
        }
        if (progress == null) {
            progress = new Progress();
        }
        Duration timeout = group.context().options().stallTimeout();
        if (progress.stalledFor(context.channel(), position).compareTo(timeout) >= 0
                && !group.transport().isTaking(context.channel(), timeout)) {
            LOG.debugf("%s: has taken nothing for %s: ends at %d", context.channel(), timeout, position);
            finish(CloseReason.STALL, Duration.ZERO); // it has been waited for
        }
    }

    /** Ends it as it is, for the application. For any thread. */
    void end() {
        context.executor().execute(() -> finish(CloseReason.APPLICATION, IMPATIENCE));
    }

    private void finish(CloseReason why, Duration patience) {
        if (state != State.FINISHING && state != State.CLOSED) {
            state = State.FINISHING;
            reason = reason == null ? why : reason;
            dropHeader();
            boolean whole = isWhole();
            letGo();
            farewell = new Farewell(context, group.transport(), wire);
            farewell.begin(whole, talkative, inputEnded, patience);
        }
    }

    private boolean isWhole() {
        return chunk.length() == 0 && (generation == null || position >= Math.min(end, generation.limit()));
    }

    /** Something has gone wrong that should not: only this connection suffers from it. */
    void fail(Throwable cause) {
        LOG.errorf(cause, "%s: failed at %d", context.channel(), position);
        close(CloseReason.ERROR);
    }

    void close(CloseReason why) {
        reason = reason == null ? why : reason;
        wire.close(context);
    }

    /** How many bytes wait to be sent. For any thread. */
    long lag() {
        FileGeneration served = generation;
        return served == null ? 0 : Math.max(0, served.limit() - position);
    }

    /** The next byte to send. For any thread. */
    long position() {
        return position;
    }

    /** For any thread, once it is among the open connections. */
    TailConnection snapshot() {
        return account.snapshot(this);
    }

    private void letGo() {
        if (generation != null) {
            generation.release();
            generation = null;
            runway.close();
        }
    }
}
