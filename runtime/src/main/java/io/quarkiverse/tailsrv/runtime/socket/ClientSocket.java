package io.quarkiverse.tailsrv.runtime.socket;

import java.net.InetSocketAddress;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;

/**
 * A client that has just been let in.
 *
 * @param address the client's address; with the PROXY protocol the one that the proxy reports
 * @param eventLoop the event loop of its connection
 */
public record ClientSocket(InetSocketAddress address, EventLoop eventLoop, Wire wire, SocketMetrics metrics) {

    /** The address, as in log lines. */
    @Override
    public String toString() {
        return NetUtil.toSocketAddressString(address);
    }
}
