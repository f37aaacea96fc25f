package io.quarkiverse.tailsrv.runtime.connection;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;

/**
 * Tracks the client's writing side. Once that is shut, probes from time to time whether the connection still exists. Otherwise
 * only a failed write would show it, and there may be nothing to write for long.
 */
final class ClientInput {

    /**
     * The fifth time comes 70 seconds after the end of the input, when TCP keepalive has probed the client for the first time.
     * Earlier it would be in vain: Linux acknowledges for a minute whatever is sent to a closed socket, but for data.
     */
    private static final int PROBE_SECONDS = 14;

    /** So many bytes are thrown away as fast as they come, which costs some ten milliseconds. */
    static final long FREE = 32 << 20;

    // Then some hundred KiB a second. The pause is shorter than a round of a farewell, which looks whether anything comes
    static final int PORTION = 32 << 10;
    static final int PAUSE_MILLIS = 100;

    private long thrownAway;
    private long portionEnd = FREE;
    private ScheduledFuture<?> probe;

    /**
     * Takes bytes to throw away. A client that sends without end is read from slowly, so that it has to wait.
     *
     * @param rest the received bytes, without the header
     */
    void received(ByteBuf rest, ChannelHandlerContext context) {
        thrownAway += rest.readableBytes();
        if (thrownAway >= portionEnd) {
            portionEnd = thrownAway + PORTION;
            context.channel().config().setAutoRead(false);
            context.executor().schedule(() -> context.channel().config().setAutoRead(true), PAUSE_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the client has sent more than its header. */
    boolean isTalkative() {
        return thrownAway > 0;
    }

    /** Whether the client has shut its writing side. Then no unread input can cause a reset. */
    boolean isEnded() {
        return probe != null;
    }

    /**
     * The client has shut its writing side.
     *
     * @param gone run when the connection no longer exists
     */
    void ended(ChannelHandlerContext context, SocketTransport transport, Runnable gone) {
        stop();
        probe = context.executor().schedule(() -> {
            if (transport.isGone(context.channel())) {
                gone.run();
            } else {
                ended(context, transport, gone);
            }
        }, PROBE_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops the probes. Otherwise the next one would keep a closed connection in memory. */
    void stop() {
        if (probe != null) {
            probe.cancel(false);
        }
    }
}
