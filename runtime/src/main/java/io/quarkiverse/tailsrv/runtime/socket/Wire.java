package io.quarkiverse.tailsrv.runtime.socket;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * How one connection begins and ends, with TLS or without.
 */
public interface Wire {

    /** Without TLS. */
    Wire PLAIN = new Wire() {
    };

    /** Whether bytes may be sent to the client. */
    default boolean isEstablished() {
        return true;
    }

    /** What the client has sent before the wire was established. To be asked for until then. */
    default FirstBytes sent() {
        return new FirstBytes();
    }

    /** After the client has shut its writing side: whether all its bytes are known to have arrived. */
    default boolean isInputWhole() {
        return true;
    }

    /**
     * Ends the connection towards the client.
     *
     * @param whole whether the client has been sent everything
     * @return done when the end has been sent
     */
    default ChannelFuture end(ChannelHandlerContext context, boolean whole) {
        return ((DuplexChannel) context.channel()).shutdownOutput();
    }

    /** Closes the connection at once. */
    default void close(ChannelHandlerContext context) {
        context.close();
    }
}
