package io.quarkiverse.tailsrv.runtime.server;

import java.io.IOException;
import java.time.Duration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServerOptions;

/**
 * Sockets of the transport that Vert.x uses, and what can be asked of them: this class for a transport of which no more is
 * known than Vert.x does.
 */
class SocketTransport {

    // Keepalive makes the kernel find a peer that has gone without a word, within about two minutes. The first probe comes
    // just after a peer's Linux has forgotten a socket that was closed (60 s), and so would answer it with a reset.
    static final int KEEPALIVE_IDLE_SECONDS = 65;
    static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    static final int KEEPALIVE_COUNT = 6;

    /** Headers are short; what comes behind them is thrown away in larger pieces. */
    private static final AdaptiveRecvByteBufAllocator RECEIVE_BUFFER = new AdaptiveRecvByteBufAllocator(64, 256, 1 << 16);

    static SocketTransport of(VertxInternal vertx) {
        if (!vertx.isNativeTransportEnabled()) {
            return new NioSocketTransport();
        }
        String eventLoops = vertx.getEventLoopGroup().getClass().getSimpleName();
        return eventLoops.startsWith("Epoll") ? new EpollSocketTransport() : new SocketTransport();
    }

    /** As the start line names it. */
    String name() {
        return "native";
    }

    void configure(ServerBootstrap bootstrap, int acceptBacklog, VertxInternal vertx) {
        NetServerOptions options = new NetServerOptions().setAcceptBacklog(acceptBacklog);
        options.setTcpNoDelay(true).setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(KEEPALIVE_IDLE_SECONDS)
                .setTcpKeepAliveIntervalSeconds(KEEPALIVE_INTERVAL_SECONDS)
                .setTcpKeepAliveCount(KEEPALIVE_COUNT);
        vertx.transport().configure(options, false, bootstrap);
        bootstrap.group(vertx.getAcceptorEventLoopGroup(), vertx.getEventLoopGroup())
                .channelFactory(serverChannelFactory(vertx))
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, RECEIVE_BUFFER);
    }

    ChannelFactory<? extends ServerChannel> serverChannelFactory(VertxInternal vertx) {
        return vertx.transport().serverChannelFactory(false);
    }

    /**
     * Closes what was just accepted and belongs to no event loop yet. Where it can, it ends it with a FIN: a header that nobody
     * reads may bring about a reset, which does no harm behind the FIN.
     */
    void turnAway(Channel client) {
        client.unsafe().closeForcibly();
    }

    /**
     * Gives the socket what it takes at once, past Netty's queue, which has to be empty.
     *
     * @param bytes their reader index moves past what was taken
     */
    void offer(Channel channel, ByteBuf bytes) throws IOException {
        // Netty's queue will do
    }

    /**
     * Whether the kernel has given the connection up. Netty does not tell this of a connection whose peer has shut its
     * writing side: there is nothing more to read from it, and nothing may have to be written for hours.
     */
    boolean isGone(Channel channel) {
        return false;
    }

    /**
     * Whether the client has taken bytes lately, though there is no room yet for more of them on this side: a client that
     * reads slowly takes them from what the system has already got for it.
     */
    boolean isTaking(Channel channel, Duration lately) {
        return false;
    }

    /**
     * Whether the client has received all that was sent to it, and the FIN behind it.
     *
     * @param talkative the client has sent more than its header
     * @return where that can't be asked: whether it does no harm if it has not, since the client says nothing
     */
    boolean isDelivered(Channel channel, boolean talkative) {
        return !talkative;
    }
}
