package io.quarkiverse.tailsrv.runtime.socket;

import java.io.IOException;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;

/**
 * What can be asked of sockets of the transport that Vert.x uses. This class is for a transport of which no more is known
 * than Vert.x does.
 */
public class SocketTransport {

    // Keepalive makes the kernel find a peer that has gone without a word, within about two minutes. The first probe comes
    // just after a peer's Linux has forgotten a socket that was closed (60 s), and so would answer it with a reset.
    static final int KEEPALIVE_IDLE_SECONDS = 65;
    static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    static final int KEEPALIVE_COUNT = 6;

    /** Headers are short; what comes behind them is thrown away in larger pieces. */
    private static final AdaptiveRecvByteBufAllocator RECEIVE_BUFFER = new AdaptiveRecvByteBufAllocator(64, 256, 1 << 16);

    /** The transport that is in use. */
    public static SocketTransport of(Vertx vertx, EventLoops eventLoops) {
        if (!vertx.isNativeTransportEnabled()) {
            return new NioSocketTransport();
        }
        return eventLoops.isEpoll() ? new EpollSocketTransport() : new SocketTransport();
    }

    /** As the start line names it. */
    public String name() {
        return "native";
    }

    /** What the sockets of a server are to be like from the start. */
    public void configure(NetServerOptions options) {
        options.setTcpNoDelay(true).setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(KEEPALIVE_IDLE_SECONDS)
                .setTcpKeepAliveIntervalSeconds(KEEPALIVE_INTERVAL_SECONDS)
                .setTcpKeepAliveCount(KEEPALIVE_COUNT);
    }

    /** What Vert.x has no option for. To be called before the socket is first read from. */
    public void configure(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setRecvByteBufAllocator(RECEIVE_BUFFER);
    }

    /**
     * Gives the socket what it takes at once, past Netty's queue, which has to be empty, and past other handlers, of which
     * there may be none.
     *
     * @param bytes their reader index moves past what was taken
     */
    public void offer(Channel channel, ByteBuf bytes) throws IOException {
        // Netty's queue will do
    }

    /** Whether nobody but the connection itself handles what is written: no log of it, nothing that shapes traffic. */
    static boolean isBare(Channel channel) {
        return channel.pipeline().firstContext() == channel.pipeline().lastContext();
    }

    /**
     * Whether the kernel has given the connection up. Netty does not tell this of a connection whose peer has shut its
     * writing side: there is nothing more to read from it, and nothing may have to be written for hours.
     */
    public boolean isGone(Channel channel) {
        return false;
    }

    /**
     * Whether the client has taken bytes lately, though there is no room yet for more of them on this side: a client that
     * reads slowly takes them from what the system has already got for it.
     */
    public boolean isTaking(Channel channel, Duration lately) {
        return false;
    }

    /**
     * Whether the client has received all that was sent to it, and the FIN behind it.
     *
     * @param talkative the client has sent more than its header
     * @return where that can't be asked: whether it does no harm if it has not, since the client says nothing
     */
    public boolean isDelivered(Channel channel, boolean talkative) {
        return !talkative;
    }
}
