package io.quarkiverse.tailsrv.runtime.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.TailConnection;
import io.quarkiverse.tailsrv.runtime.transfer.TransferPath;

/**
 * One client, from the moment that it connects to the moment that it is gone. All of it runs on its event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter implements HeaderWait.Outcome, Chase.Outcome {

    private static final Logger LOG = Logger.getLogger(Connection.class.getPackageName());

    /** How often a connection that can't be read from any more is asked whether it still exists. */
    private static final int PROBE_SECONDS = 15;

    // How long a farewell may take: who is not served to the end is not waited for
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    private enum State {
        AWAITING_HEADER,
        AWAITING_LOOK,
        CHASING,
        FINISHING,
        CLOSED
    }

    private final ServedFile file;
    private final ConnectionGroup group;
    private final Wire wire;
    private ChannelHandlerContext context;
    private State state = State.AWAITING_HEADER;
    private HeaderWait header = new HeaderWait(this);
    private ConnectionAccount account;
    private Chase chase;
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
            LOG.debugf("%s: closed at %d", ctx.channel(), position());
            state = State.CLOSED;
            dropHeader();
            stopProbing();
            if (account != null) {
                account.close(this, reason == null ? CloseReason.CLIENT : reason);
            }
            if (chase != null) {
                chase.stop();
            }
            group.remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debugf(cause, "%s: failed at %d", ctx.channel(), position());
        close(CloseReason.CLIENT);
    }

    @Override
    public void accepted(StartOffset asked) {
        dropHeader();
        state = State.AWAITING_LOOK;
        LOG.debugf("%s: asks for %d", context.channel(), asked.value());
        file.ask(() -> context.executor().execute(() -> looked(asked)));
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
    private void looked(StartOffset asked) {
        if (state != State.AWAITING_LOOK) {
            return;
        }
        state = State.CHASING;
        chase = new Chase(file, group, context, this);
        chase.start(asked);
        account = new ConnectionAccount(group.context(), group.traffic(), context.channel(), this);
        account.open(this);
        awaitTurn();
        if (draining) {
            drain();
        }
    }

    @Override
    public void awaitTurn() {
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
        if (!awaitsTurn || chase != null && chase.isSending()) {
            pump();
        }
    }

    private long pump() {
        return state == State.CHASING && reason == null ? chase.pump() : 0;
    }

    @Override
    public void sent(TransferPath path, long bytes) {
        account.sent(path, bytes);
    }

    @Override
    public void sentAll(CloseReason why) {
        finish(why, PATIENCE);
    }

    @Override
    public void broken(CloseReason why, Throwable cause) {
        if (reason != null) {
            return; // it is being ended already, which is what failed it
        }
        if (why == CloseReason.ERROR) {
            file.unreadable(cause);
        }
        close(why);
    }

    /** Goes on to what has been published by now, and no further. */
    void drain() {
        draining = true;
        if (chase != null && chase.drain()) {
            pump();
        } else if (state != State.AWAITING_LOOK) {
            finish(CloseReason.STOP, PATIENCE);
        }
    }

    /** To be called now and then: ends it if its client takes nothing of what waits for it. */
    void endIfStalled() {
        Duration timeout = group.context().options().stallTimeout();
        if (chase != null && chase.isStalled(timeout)) {
            LOG.debugf("%s: has taken nothing for %s: ends at %d", context.channel(), timeout, position());
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
            boolean whole = chase == null || chase.stop();
            farewell = new Farewell(context, group.transport(), wire);
            farewell.begin(whole, talkative, inputEnded, patience);
        }
    }

    /** Something has gone wrong that should not: only this connection suffers from it. */
    void fail(Throwable cause) {
        LOG.errorf(cause, "%s: failed at %d", context.channel(), position());
        close(CloseReason.ERROR);
    }

    void close(CloseReason why) {
        reason = reason == null ? why : reason;
        wire.close(context);
    }

    /** How many bytes wait to be sent. For any thread, once it is among the open connections. */
    long lag() {
        return chase.lag();
    }

    /** The next byte to send, or 0 before its chase begins. For any thread, as above. */
    long position() {
        return chase == null ? 0 : chase.position();
    }

    /** For any thread, once it is among the open connections. */
    TailConnection snapshot() {
        return account.snapshot(this);
    }
}
