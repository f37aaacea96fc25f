package io.quarkiverse.tailsrv.runtime.connection;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;

/**
 * What is known of the client's writing side. Once that is shut, the socket is asked now and then whether it still exists:
 * only a failed write would tell otherwise, and there may be nothing to write for long.
 */
final class ClientInput {

    private static final int PROBE_SECONDS = 15;

    /** So many bytes are thrown away as fast as they come, which costs some ten milliseconds. */
    static final long FREE = 32 << 20;

    // Then some hundred KiB a second. The pause is shorter than a round of a farewell, which looks whether anything comes
    static final int PORTION = 32 << 10;
    static final int PAUSE_MILLIS = 100;

    private long thrownAway;
    private long portionEnd = FREE;
    private ScheduledFuture<?> probe;

    /**
     * Takes what is to be thrown away. Of a client that sends without end, little is read in a second, so that it has to wait.
     *
     * @param rest what has come, without the header
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

    /** Whether the client has shut its writing side, so that nothing of its can reset the connection. */
    boolean isEnded() {
        return probe != null;
    }

    /**
     * The client has shut its writing side.
     *
     * @param gone run once the socket does not exist any more
     */
    void ended(ChannelHandlerContext context, SocketTransport transport, Runnable gone) {
        probe = context.executor().schedule(() -> {
            if (transport.isGone(context.channel())) {
                gone.run();
            } else {
                ended(context, transport, gone);
            }
        }, PROBE_SECONDS, TimeUnit.SECONDS);
    }

    /** To be called when the connection is closed, which would otherwise be kept in memory until the next time. */
    void stop() {
        if (probe != null) {
            probe.cancel(false);
        }
    }
}
