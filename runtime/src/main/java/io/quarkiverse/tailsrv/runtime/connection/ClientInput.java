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

    private boolean talkative;
    private ScheduledFuture<?> probe;

    /**
     * @param rest what has come, without the header
     */
    void received(ByteBuf rest) {
        talkative |= rest.isReadable();
    }

    /** Whether the client has sent more than its header. */
    boolean isTalkative() {
        return talkative;
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
