package io.quarkiverse.tailsrv.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Netty's native transport for Linux. Loaded only where that is in use.
 */
final class EpollSocketTransport extends SocketTransport {

    // Linux' tcp_states.h
    private static final int TCP_FIN_WAIT1 = 4;
    private static final int TCP_CLOSE = 7;

    @Override
    boolean isGone(Channel channel) {
        return ((EpollSocketChannel) channel).tcpInfo().state() == TCP_CLOSE;
    }

    @Override
    boolean isDelivered(Channel channel, boolean talkative) {
        return ((EpollSocketChannel) channel).tcpInfo().state() != TCP_FIN_WAIT1;
    }
}
