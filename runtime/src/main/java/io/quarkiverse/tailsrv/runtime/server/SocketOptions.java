package io.quarkiverse.tailsrv.runtime.server;

import static jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetServerOptions;

/**
 * How sockets are set up, on whichever transport Vert.x has.
 */
final class SocketOptions {

    // Keepalive is what finds a client that has gone without a word, or that closed after it had half-closed, while the file
    // is quiet: within two minutes.
    private static final int KEEPALIVE_IDLE_SECONDS = 60;
    private static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEPALIVE_COUNT = 6;

    /** Headers are short; what comes behind them is thrown away in larger pieces. */
    private static final AdaptiveRecvByteBufAllocator RECEIVE_BUFFER = new AdaptiveRecvByteBufAllocator(64, 256, 1 << 16);

    private SocketOptions() {
    }

    static void apply(ServerBootstrap bootstrap, int acceptBacklog, VertxInternal vertx) {
        NetServerOptions options = new NetServerOptions().setAcceptBacklog(acceptBacklog);
        options.setTcpNoDelay(true).setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(KEEPALIVE_IDLE_SECONDS)
                .setTcpKeepAliveIntervalSeconds(KEEPALIVE_INTERVAL_SECONDS)
                .setTcpKeepAliveCount(KEEPALIVE_COUNT);
        vertx.transport().configure(options, false, bootstrap);
        if (!vertx.isNativeTransportEnabled()) {
            // Vert.x sets these with a native transport only
            bootstrap.childOption(NioChannelOption.of(TCP_KEEPIDLE), KEEPALIVE_IDLE_SECONDS)
                    .childOption(NioChannelOption.of(TCP_KEEPINTERVAL), KEEPALIVE_INTERVAL_SECONDS)
                    .childOption(NioChannelOption.of(TCP_KEEPCOUNT), KEEPALIVE_COUNT);
        }
        bootstrap.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, RECEIVE_BUFFER);
    }
}
