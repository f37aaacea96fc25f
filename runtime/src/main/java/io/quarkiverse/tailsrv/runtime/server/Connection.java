package io.quarkiverse.tailsrv.runtime.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import io.quarkiverse.tailsrv.runtime.config.RotationPolicy;
import io.quarkiverse.tailsrv.runtime.file.FileGeneration;
import io.quarkiverse.tailsrv.runtime.file.RotationCause;
import io.quarkiverse.tailsrv.runtime.transfer.Transfer;

/**
 * One client. Its position chases the limit of one generation, one chunk in flight at a time; all of it runs on the
 * connection's event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private static final Logger LOG = Logger.getLogger(Connection.class.getPackageName());

    /** How often a connection that can't be read from any more is asked whether it still exists. */
    private static final int PROBE_SECONDS = 15;

    // How long a farewell may take: a client that was refused has nothing to wait for
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration REFUSED_PATIENCE = Duration.ofSeconds(5);

    /** How the system names EIO, which no socket has. */
    private static final String DISK_ERROR = "Input/output error";

    private enum State {
        AWAITING_HEADER,
        AWAITING_LOOK,
        AWAITING_FILE,
        STREAMING,
        FINISHING,
        CLOSED
    }

    private final ServerOptions options;
    private final ServedFile file;
    private final ConnectionGroup group;
    private ChannelHandlerContext context;
    private State state = State.AWAITING_HEADER;
    private HeaderParser parser = new HeaderParser();
    private Future<?> headerTimer;
    private StartOffset offset;
    private FileGeneration generation;
    private long position;
    private long end = Long.MAX_VALUE;
    private long inFlight;
    private boolean inPlace;
    private boolean talkative;
    private boolean inputEnded;
    private boolean draining;
    private Farewell farewell;

    /** Its place in its group. */
    int index;

    Connection(ServerOptions options, ServedFile file, ConnectionGroup group) {
        this.options = options;
        this.file = file;
        this.group = group;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (!group.add(this)) {
            state = State.CLOSED;
            ctx.close();
            return;
        }
        long timeout = options.headerTimeout().toMillis();
        if (timeout > 0) {
            headerTimer = ctx.executor().schedule(() -> refuse("no header in time"), timeout, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (state == State.AWAITING_HEADER) {
                proceed(parser.feed((ByteBuf) message));
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
                proceed(parser.end());
            } else if (state == State.FINISHING) {
                close();
            }
            probeLater();
        }
    }

    /** From now on only a failed write would tell that the client has gone, and there may be nothing to write for long. */
    private void probeLater() {
        context.executor().schedule(() -> {
            if (state != State.CLOSED && group.transport().isGone(context.channel())) {
                close();
            } else if (state != State.CLOSED) {
                probeLater();
            }
        }, PROBE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state != State.CLOSED) {
            LOG.debugf("%s: closed at %d", ctx.channel(), position);
            state = State.CLOSED;
            dropHeader();
            letGo();
            group.remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debugf(cause, "%s: failed at %d", ctx.channel(), position);
        close();
    }

    private void proceed(HeaderParser.Result result) {
        switch (result) {
            case INCOMPLETE -> {
            }
            case REFUSED -> refuse("not a header");
            case COMPLETE -> {
                offset = parser.offset();
                dropHeader();
                state = State.AWAITING_LOOK;
                LOG.debugf("%s: asks for %d", context.channel(), offset.value());
                file.ask(() -> context.executor().execute(this::looked));
            }
        }
    }

    private void refuse(String reason) {
        LOG.debugf("%s: refused: %s", context.channel(), reason);
        finish(REFUSED_PATIENCE);
    }

    private void dropHeader() {
        parser = null;
        if (headerTimer != null) {
            headerTimer.cancel(false);
            headerTimer = null;
        }
    }

    /** The file has been looked at since the header came: from here on, "before the end" means what the client meant. */
    private void looked() {
        if (state != State.AWAITING_LOOK) {
            return;
        }
        state = State.AWAITING_FILE;
        pump();
        if (state == State.AWAITING_FILE) {
            offset = new StartOffset(offset.resolve(0));
        }
        if (draining) {
            drain();
        }
    }

    /**
     * Sends the next chunk, if there is one and none is in flight.
     */
    void pump() {
        if (state == State.AWAITING_FILE) {
            begin();
        }
        if (state != State.STREAMING) {
            return;
        }
        RotationCause ended = generation.end(); // before the limit, which is final if this is set
        if (inFlight > 0) {
            closeIfGone(ended);
            return;
        }
        ReferenceCounted chunk = group.transfer().next(generation, position, end);
        if (chunk != null) {
            inFlight = Transfer.length(chunk);
            inPlace = chunk instanceof FileRegion;
            context.writeAndFlush(chunk).addListener(this);
        } else if (position >= end) {
            finishDraining();
        } else if (ended != null) {
            rotate(ended);
        }
    }

    /** What has not yet gone out of a region would be read from what the file holds now. */
    private void closeIfGone(RotationCause ended) {
        if (ended != null && ended.cutsOff() && inPlace) {
            LOG.debugf("%s: the file %s while it was sent: ends after %d", context.channel(), ended, position);
            close();
        }
    }

    private void begin() {
        generation = file.retainCurrent();
        if (generation != null) {
            position = offset.resolve(generation.limit());
            state = State.STREAMING;
        }
    }

    /** A chunk has gone out, or the connection has failed. */
    @Override
    public void operationComplete(ChannelFuture written) {
        long sent = inFlight;
        inFlight = 0;
        if (!written.isSuccess()) {
            LOG.debugf(written.cause(), "%s: sending failed at %d", context.channel(), position);
            if (String.valueOf(written.cause().getMessage()).contains(DISK_ERROR)) {
                file.unreadable(written.cause());
            }
            close();
            return;
        }
        position += sent;
        if (state == State.STREAMING
                && (position < generation.readableLimit() || generation.end() != null || position >= end)) {
            context.executor().execute(this::pump); // others first: one chunk is one turn
        }
    }

    private void rotate(RotationCause cause) {
        switch (options.onRotation()) {
            case CLOSE, LINGER -> {
                LOG.debugf("%s: the file %s: ends at %d", context.channel(), cause, position);
                finish(PATIENCE);
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
        generation.release();
        generation = next;
        position = 0;
        context.executor().execute(this::pump);
        return true;
    }

    /** Goes on to what has been published by now, and no further. */
    void drain() {
        draining = true;
        if (state == State.STREAMING) {
            end = Math.max(position + inFlight, generation.readableLimit());
            pump();
        } else if (state != State.AWAITING_LOOK) {
            finish(PATIENCE);
        }
    }

    private void finishDraining() {
        if (options.onRotation() == RotationPolicy.FOLLOW && follow()) {
            end = generation.readableLimit();
        } else {
            finish(PATIENCE);
        }
    }

    private void finish(Duration patience) {
        if (state != State.FINISHING && state != State.CLOSED) {
            state = State.FINISHING;
            dropHeader();
            letGo();
            farewell = new Farewell(context, group.transport());
            farewell.begin(talkative, inputEnded, patience);
        }
    }

    /** Something has gone wrong that should not: only this connection suffers from it. */
    void fail(Throwable cause) {
        LOG.errorf(cause, "%s: failed at %d", context.channel(), position);
        close();
    }

    void close() {
        context.close();
    }

    private void letGo() {
        if (generation != null) {
            generation.release();
            generation = null;
        }
    }
}
