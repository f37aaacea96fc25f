package io.quarkiverse.tailsrv.runtime.server;

import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.time.Duration;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.Socket;

/**
 * Netty's native transport for Linux. Loaded only where that is in use.
 */
final class EpollSocketTransport extends SocketTransport {

    private static final Logger LOG = Logger.getLogger(EpollSocketTransport.class.getPackageName());

    // Linux' tcp_states.h
    private static final int TCP_FIN_WAIT1 = 4;
    private static final int TCP_CLOSE = 7;

    @Override
    String name() {
        return "epoll";
    }

    @Override
    void turnAway(Channel client) {
        try {
            socket(client).shutdown(false, true);
        } catch (IOException | NotYetConnectedException e) { // the latter after a reset
            LOG.debugf(e, "%s: has gone before it was turned away", client);
        } finally {
            super.turnAway(client);
        }
    }

    @Override
    void offer(Channel channel, ByteBuf bytes) throws IOException {
        // If it is closed its descriptor may be another's by now; without Unsafe there is no address
        if (channel.isActive() && bytes.hasMemoryAddress()) {
            bytes.skipBytes(socket(channel).sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
        }
    }

    @Override
    boolean isGone(Channel channel) {
        return ((EpollSocketChannel) channel).tcpInfo().state() == TCP_CLOSE;
    }

    /** Data has gone out, which it does where the client has made room, and the client's system answers. */
    @Override
    boolean isTaking(Channel channel, Duration lately) {
        EpollTcpInfo info = ((EpollSocketChannel) channel).tcpInfo();
        return info.lastDataSent() < lately.toMillis() && info.lastAckRecv() < lately.toMillis();
    }

    @Override
    boolean isDelivered(Channel channel, boolean talkative) {
        return ((EpollSocketChannel) channel).tcpInfo().state() != TCP_FIN_WAIT1;
    }

    private static Socket socket(Channel channel) {
        return (Socket) ((EpollSocketChannel) channel).fd();
    }
}
