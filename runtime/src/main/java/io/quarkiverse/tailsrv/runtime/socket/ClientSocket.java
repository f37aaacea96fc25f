package io.quarkiverse.tailsrv.runtime.socket;

import java.net.InetSocketAddress;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;

/**
 * A client that has just been let in.
 *
 * @param address where the client is: behind a proxy that says so, not the proxy
 * @param eventLoop what its connection belongs to
 */
public record ClientSocket(InetSocketAddress address, EventLoop eventLoop, Wire wire, SocketMetrics metrics) {

    /** As log lines name it. */
    @Override
    public String toString() {
        return NetUtil.toSocketAddressString(address);
    }
}
