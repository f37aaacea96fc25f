package io.quarkiverse.tailsrv.runtime.socket;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * How one connection's bytes get on the network, as far as its begin and its end go.
 */
public interface Wire {

    /** As they are. */
    Wire PLAIN = new Wire() {
    };

    /** Whether the client may be sent something. */
    default boolean isEstablished() {
        return true;
    }

    /** Once the client has shut its writing side: whether all that it has sent before is known to have come. */
    default boolean isInputWhole() {
        return true;
    }

    /**
     * Ends the connection in this direction.
     *
     * @param whole the client has been sent all that there is for it
     * @return done when the end has gone out
     */
    default ChannelFuture end(ChannelHandlerContext context, boolean whole) {
        return ((DuplexChannel) context.channel()).shutdownOutput();
    }

    /** Closes the connection as it is. */
    default void close(ChannelHandlerContext context) {
        context.close();
    }
}
