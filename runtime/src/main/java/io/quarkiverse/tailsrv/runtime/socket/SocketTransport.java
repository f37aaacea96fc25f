package io.quarkiverse.tailsrv.runtime.socket;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.TCPSSLOptions;

/**
 * Access to sockets beyond what Vert.x offers, by transport. This base class serves unknown transports: its answers are the
 * cautious ones.
 */
public class SocketTransport {

    // With keepalive, the kernel notices within about two minutes that a peer has vanished. The first probe comes just after
    // the peer's Linux has forgotten a closed socket (60 s), so that it answers with a reset.
    static final int KEEPALIVE_IDLE_SECONDS = 65;
    static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    static final int KEEPALIVE_COUNT = 6;

    /** Headers are short. Any input after the header is discarded, in larger pieces. */
    private static final AdaptiveRecvByteBufAllocator RECEIVE_BUFFER = new AdaptiveRecvByteBufAllocator(64, 256, 1 << 16);

    /** The transport that Vert.x uses. */
    public static SocketTransport of(Vertx vertx, EventLoops eventLoops) {
        if (!vertx.isNativeTransportEnabled()) {
            return new NioSocketTransport();
        }
        return eventLoops.isEpoll() ? new EpollSocketTransport() : new SocketTransport();
    }

    /**
     * Ends a client that is not to be served, on its event loop. Sends a FIN before closing: the client's unread header may
     * cause a reset, which is harmless after the FIN.
     */
    public static void turnAway(Channel client) {
        ((DuplexChannel) client).shutdownOutput().addListener(ended -> client.unsafe().close(client.voidPromise()));
    }

    /** The name in the log line of the start. */
    public String name() {
        return "native";
    }

    /** Sets the socket options of a server. */
    public void configure(NetServerOptions options) {
        keepAlive(options);
    }

    /** Has the kernel find out when a peer has vanished, after times of ours where Vert.x sets them. */
    public void keepAlive(TCPSSLOptions options) {
        options.setTcpNoDelay(true).setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(KEEPALIVE_IDLE_SECONDS)
                .setTcpKeepAliveIntervalSeconds(KEEPALIVE_INTERVAL_SECONDS)
                .setTcpKeepAliveCount(KEEPALIVE_COUNT);
    }

    /** Sets what Vert.x has no option for. To be called before the first read from the socket. */
    public void configure(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setRecvByteBufAllocator(RECEIVE_BUFFER);
    }

    /** Sets these times for a client's socket: Vert.x sets them for those of servers only. */
    public void keepAlive(Channel channel) {
        // the transport is unknown: the system's times hold
    }

    /**
     * Whether {@link #offer} may be used: the connection's handler is the only one in the pipeline, without a network log or
     * traffic shaping. The answer does not change once the header has been read.
     */
    public boolean isDirect(Channel channel) {
        return channel.pipeline().firstContext() == channel.pipeline().lastContext();
    }

    /**
     * Writes to the socket as much as it takes at once, bypassing Netty's queue, which must be empty. Writes nothing if it
     * can't.
     *
     * @param bytes the reader index moves past the written bytes
     */
    public void offer(Channel channel, ByteBuf bytes) throws IOException {
        // the caller then uses Netty's queue
    }

    /**
     * Whether a write has certainly failed because of the client, which has reset its connection for example. A write that
     * sends a part of a file may also fail because of the file.
     */
    public boolean isOfClient(Throwable failure) {
        return failure instanceof SocketException;
    }

    /**
     * Whether the kernel has given up the connection. Netty does not notice this once the peer has shut its writing side: it no
     * longer reads, and there may be nothing to write for hours.
     */
    public boolean isGone(Channel channel) {
        return false;
    }

    /**
     * Whether the client has received bytes lately, even if the send buffer has no room for more yet. A slow reader is still
     * sent what the buffer holds.
     */
    public boolean isTaking(Channel channel, Duration lately) {
        return false;
    }

    /**
     * Whether the client has received everything that was sent to it, including the FIN.
     *
     * @param talkative whether the client has sent more than its header
     * @return true also if the transport can't tell but the client was silent, since closing then does no harm
     */
    public boolean isDelivered(Channel channel, boolean talkative) {
        return !talkative;
    }
}
