package io.quarkiverse.tailsrv.runtime.server;

import static jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

import org.jboss.logging.Logger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.SocketUtils;
import io.vertx.core.impl.VertxInternal;

/**
 * The JDK's transport.
 */
final class NioSocketTransport extends SocketTransport {

    private static final Logger LOG = Logger.getLogger(NioSocketTransport.class.getPackageName());

    @Override
    String name() {
        return "NIO";
    }

    @Override
    void configure(ServerBootstrap bootstrap, int acceptBacklog, VertxInternal vertx) {
        super.configure(bootstrap, acceptBacklog, vertx);
        // Vert.x sets these with a native transport only
        bootstrap.childOption(NioChannelOption.of(TCP_KEEPIDLE), KEEPALIVE_IDLE_SECONDS)
                .childOption(NioChannelOption.of(TCP_KEEPINTERVAL), KEEPALIVE_INTERVAL_SECONDS)
                .childOption(NioChannelOption.of(TCP_KEEPCOUNT), KEEPALIVE_COUNT);
    }

    @Override
    ChannelFactory<? extends ServerChannel> serverChannelFactory(VertxInternal vertx) {
        return Server::new;
    }

    @Override
    void turnAway(Channel client) {
        ((Socket) client).shutdownBeforeItsEventLoop();
        super.turnAway(client);
    }

    @Override
    void offer(Channel channel, ByteBuf bytes) throws IOException {
        ((Socket) channel).offer(bytes);
    }

    @Override
    boolean isGone(Channel channel) {
        return ((Socket) channel).isGone();
    }

    private static final class Server extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            SocketChannel socket = SocketUtils.accept(javaChannel());
            if (socket == null) {
                return 0;
            }
            accepted.add(new Socket(this, socket));
            return 1;
        }
    }

    private static final class Socket extends NioSocketChannel {

        private Socket(Channel server, SocketChannel socket) {
            super(server, socket);
        }

        private void shutdownBeforeItsEventLoop() {
            try {
                javaChannel().shutdownOutput();
            } catch (IOException e) {
                LOG.debugf(e, "%s: has gone before it was turned away", this);
            }
        }

        private void offer(ByteBuf bytes) throws IOException {
            bytes.readBytes(javaChannel(), bytes.readableBytes());
        }

        /**
         * A connected socket is never ready to connect, unless it is broken: then a selector reports whatever it was asked
         * for.
         */
        private boolean isGone() {
            try (Selector selector = Selector.open()) {
                javaChannel().register(selector, SelectionKey.OP_CONNECT);
                return selector.selectNow() > 0;
            } catch (IOException e) {
                LOG.debugf(e, "%s: can't be probed", this);
                return false; // it will be asked again
            }
        }
    }
}
