package io.quarkiverse.tailsrv.runtime.socket;

import java.io.IOException;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;

/**
 * Netty's native transport for Linux. Loaded only if it is in use.
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
        // The descriptor of a closed channel may be reused by now; without Unsafe there is no address
        if (channel.isActive() && bytes.hasMemoryAddress()) {
            Socket socket = (Socket) ((EpollSocketChannel) channel).fd();
            bytes.skipBytes(socket.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
        }
    }

    @Override
    public void keepAlive(Channel channel) {
        channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
        channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_SECONDS);
        channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_COUNT);
    }

    /** No local file system has these error numbers. */
    @Override
    public boolean isOfClient(Throwable failure) {
        if (failure instanceof Errors.NativeIoException known) {
            int error = known.expectedErr();
            return error == Errors.ERRNO_ECONNRESET_NEGATIVE || error == Errors.ERRNO_EPIPE_NEGATIVE;
        }
        return super.isOfClient(failure);
    }

    @Override
    public boolean isGone(Channel channel) {
        return ((EpollSocketChannel) channel).tcpInfo().state() == TCP_CLOSE;
    }

    /** Whether data was sent lately, which needs room at the client, and the client's system acknowledged some. */
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
