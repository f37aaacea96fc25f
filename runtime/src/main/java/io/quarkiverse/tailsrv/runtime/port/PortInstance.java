package io.quarkiverse.tailsrv.runtime.port;

import java.net.InetSocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketMetrics;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.socket.Wire;
import io.quarkiverse.tailsrv.runtime.tls.TlsWire;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.core.spi.metrics.MetricsProvider;
import io.vertx.core.spi.metrics.TCPMetrics;

/**
 * The port's NetServer on one event loop. It replaces Vert.x' handler of each client's socket by ours. This needs
 * {@link NetSocketInternal}: no public API of Vert.x sends a part of an open file, or tells that a client has shut its writing
 * side. In Vert.x 5 it is {@code io.vertx.core.internal.net.NetSocketInternal}.
 */
final class PortInstance extends AbstractVerticle {

    private final TailPort port;
    private NetServer server;

    PortInstance(TailPort port) {
        this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
        if (port.claimEventLoop()) {
            server = vertx.createNetServer(port.netServerOptions()).connectHandler(this::connected);
            server.listen(port.address()).<Void> mapEmpty().onFailure(failed -> server.close()).onComplete(started);
            port.opened(server);
        } else {
            started.complete(); // this event loop already has one
        }
    }

    private void connected(NetSocket socket) {
        ChannelHandlerContext handler = ((NetSocketInternal) socket).channelHandlerContext();
        Channel channel = handler.channel();
        orTurnAway(channel, () -> {
            port.options().transport().configure(channel); // before its first read
            if (port.acceptor().admits(channel)) {
                port.spread();
                admitted(socket, handler);
            }
        });
    }

    private void admitted(NetSocket socket, ChannelHandlerContext handler) {
        Channel channel = handler.channel();
        ServerOptions options = port.options().server();
        if (options.proxyProtocol()) {
            ProxyHeader.await(handler, options.headerTimeout(),
                    client -> orTurnAway(channel, () -> welcome(socket, handler, client)),
                    (why, sent) -> port.acceptor().refuse(channel, why, sent));
        } else {
            welcome(socket, handler, (InetSocketAddress) channel.remoteAddress());
        }
    }

    private void welcome(NetSocket socket, ChannelHandlerContext handler, InetSocketAddress address) {
        Channel channel = handler.channel();
        Wire wire = port.options().tls() == null ? Wire.PLAIN : TlsWire.upgrade(socket, channel.pipeline(), address);
        ClientSocket client = new ClientSocket(address, channel.eventLoop(), wire, metrics(address, handler));
        channel.pipeline().replace(handler.handler(), null, port.handler(client));
    }

    /** Vert.x would log a failure, and keep a socket that nobody watches. */
    private static void orTurnAway(Channel channel, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            SocketTransport.turnAway(channel);
            throw e;
        }
    }

    /**
     * Vert.x does not see the bytes of our handler, so our handler reports them to its metrics. Vert.x' own handler is told
     * that the socket is closed, so that it reports no more.
     */
    private SocketMetrics metrics(InetSocketAddress address, ChannelHandlerContext handler) {
        if (!(server instanceof MetricsProvider provider && provider.getMetrics() instanceof TCPMetrics<?> metrics)) {
            return SocketMetrics.NONE;
        }
        try {
            ((ChannelInboundHandler) handler.handler()).channelInactive(handler);
        } catch (Exception e) { // declared, but never thrown
            throw new IllegalStateException(e);
        }
        return SocketMetrics.connected(metrics, SocketAddress.inetSocketAddress(address));
    }
}
