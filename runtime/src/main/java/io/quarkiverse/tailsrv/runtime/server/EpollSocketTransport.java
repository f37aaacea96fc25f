package io.quarkiverse.tailsrv.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Netty's native transport for Linux. Loaded only where that is in use.
 */
final class EpollSocketTransport extends SocketTransport {

    /** {@code TCP_CLOSE} of Linux' {@code tcp_states.h}. */
    private static final int CLOSED = 7;

    @Override
    boolean isGone(Channel channel) {
        return ((EpollSocketChannel) channel).tcpInfo().state() == CLOSED;
    }
}
