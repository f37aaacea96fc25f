package io.quarkiverse.tailsrv.runtime.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import io.quarkiverse.tailsrv.runtime.input.ClientInput;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.socket.Wire;

/**
 * Ends a connection with a FIN. Closes it when the client has closed it too, or has received everything and is silent. Closing
 * earlier could cause a reset if the client still sends, and a reset destroys bytes that the client has not read.
 */
final class Farewell {

    // The time limits. A client that is not served to the end gets less time to close
    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final Duration IMPATIENCE = Duration.ofSeconds(5);

    private static final int ROUND_MILLIS = 250;

    private final ChannelHandlerContext context;
    private final SocketTransport transport;
    private final Wire wire;
    private final ClientInput input;
    private boolean heard;
    private ScheduledFuture<?> next;

    Farewell(ChannelHandlerContext context, SocketTransport transport, Wire wire, ClientInput input) {
        this.context = context;
        this.transport = transport;
        this.wire = wire;
        this.input = input;
    }

    /**
     * @param whole whether the client has been sent everything
     * @param patience the longest wait for a client that keeps sending, or does not read
     */
    void begin(boolean whole, Duration patience) {
        ChannelFuture ended = wire.end(context, whole);
        if (!ended.isDone()) { // the last words may need room that a client does not make
            next = context.executor().schedule(() -> wire.close(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        ended.addListener(done -> {
            stop();
            if (!done.isSuccess() || input.isEnded()) {
                wire.close(context);
            } else {
                awaitSilence(patience.toMillis() / ROUND_MILLIS);
            }
        });
    }

    /** The client has sent something. */
    void heard() {
        heard = true;
    }

    private void awaitSilence(long rounds) {
        heard = false;
        next = context.executor().schedule(() -> {
            if (rounds <= 0 || !heard && transport.isDelivered(context.channel(), input.isTalkative())) {
                wire.close(context);
            } else {
                awaitSilence(rounds - 1);
            }
        }, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** To be called when the connection is closed: its descriptor may soon be another's, which must not be asked. */
    void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
