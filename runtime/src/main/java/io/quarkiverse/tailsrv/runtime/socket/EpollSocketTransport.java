package io.quarkiverse.tailsrv.runtime.socket;

import java.io.IOException;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.Socket;

/**
 * Netty's native transport for Linux. Loaded only where that is in use.
 */
final class EpollSocketTransport extends SocketTransport {

    // Linux' tcp_states.h
    private static final int TCP_FIN_WAIT1 = 4;
    private static final int TCP_CLOSE = 7;

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public void offer(Channel channel, ByteBuf bytes) throws IOException {
        // If it is closed its descriptor may be another's by now; without Unsafe there is no address
        if (channel.isActive() && bytes.hasMemoryAddress() && isBare(channel)) {
            Socket socket = (Socket) ((EpollSocketChannel) channel).fd();
            bytes.skipBytes(socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
        }
    }

    @Override
    public boolean isGone(Channel channel) {
        return ((EpollSocketChannel) channel).tcpInfo().state() == TCP_CLOSE;
    }

    /** Data has gone out, which it does where the client has made room, and the client's system answers. */
    @Override
    public boolean isTaking(Channel channel, Duration lately) {
        EpollTcpInfo info = ((EpollSocketChannel) channel).tcpInfo();
        return info.lastDataSent() < lately.toMillis() && info.lastAckRecv() < lately.toMillis();
    }

    @Override
    public boolean isDelivered(Channel channel, boolean talkative) {
        return ((EpollSocketChannel) channel).tcpInfo().state() != TCP_FIN_WAIT1;
    }
}
