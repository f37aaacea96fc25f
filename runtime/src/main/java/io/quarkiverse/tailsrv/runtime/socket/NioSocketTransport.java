package io.quarkiverse.tailsrv.runtime.socket;

import static jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
import static jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.socket.nio.NioChannelOption;

/**
 * The JDK's own transport (NIO).
 */
final class NioSocketTransport extends SocketTransport {

    private static final Logger LOG = Logger.getLogger(NioSocketTransport.class.getPackageName());

    @Override
    public String name() {
        return "NIO";
    }

    /** Vert.x sets the keepalive times only for native transports. */
    @Override
    public void configure(Channel channel) {
        super.configure(channel);
        keepAlive(channel);
    }

    @Override
    public void keepAlive(Channel channel) {
        channel.config().setOption(NioChannelOption.of(TCP_KEEPIDLE), KEEPALIVE_IDLE_SECONDS);
        channel.config().setOption(NioChannelOption.of(TCP_KEEPINTERVAL), KEEPALIVE_INTERVAL_SECONDS);
        channel.config().setOption(NioChannelOption.of(TCP_KEEPCOUNT), KEEPALIVE_COUNT);
    }

    @Override
    public void offer(Channel channel, ByteBuf bytes) throws IOException {
        bytes.readBytes(socket(channel), bytes.readableBytes());
    }

    /**
     * A connected socket is never ready to connect. But a selector reports a broken socket as ready for everything.
     */
    @Override
    public boolean isGone(Channel channel) {
        try (Selector selector = Selector.open()) {
            socket(channel).register(selector, SelectionKey.OP_CONNECT);
            return selector.selectNow() > 0;
        } catch (IOException e) {
            LOG.debugf(e, "%s: can't be probed", channel);
            return false; // the next probe will tell
        }
    }

    private static SocketChannel socket(Channel channel) {
        return (SocketChannel) ((NioUnsafe) channel.unsafe()).ch();
    }
}
