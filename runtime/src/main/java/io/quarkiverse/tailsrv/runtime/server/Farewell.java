package io.quarkiverse.tailsrv.runtime.server;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * Ends a connection with a FIN, and closes it once the client has closed it too or has been silent for a while. To close at
 * once would reset the connection if the client has sent anything unread, and a reset takes from the client what it has not
 * read yet.
 */
final class Farewell {

    /** Nothing that a client has sent can be under way that long after the last of it. */
    private static final int SILENCE_MILLIS = 250;
    /** How often a client that goes on sending is granted that. */
    private static final int MAX_ROUNDS = 20;

    private final ChannelHandlerContext context;
    private boolean heard;

    Farewell(ChannelHandlerContext context) {
        this.context = context;
    }

    void begin(boolean inputEnded) {
        ((DuplexChannel) context.channel()).shutdownOutput().addListener(done -> {
            if (!done.isSuccess() || inputEnded) {
                context.close();
            } else {
                awaitSilence(MAX_ROUNDS);
            }
        });
    }

    /** The client has sent something. */
    void heard() {
        heard = true;
    }

    private void awaitSilence(int rounds) {
        heard = false;
        context.executor().schedule(() -> {
            if (heard && rounds > 0) {
                awaitSilence(rounds - 1);
            } else {
                context.close();
            }
        }, SILENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
