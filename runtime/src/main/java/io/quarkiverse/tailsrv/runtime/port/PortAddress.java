package io.quarkiverse.tailsrv.runtime.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.net.SocketAddress;

/**
 * The address to listen on. NetServers of one Vert.x with the same host and port silently share it, even if one is the
 * application's. So each port gets an address with a unique host name: it is bound separately, and fails if it is in use.
 */
final class PortAddress {

    private static final AtomicInteger LAST = new AtomicInteger();

    private PortAddress() {
    }

    /**
     * @param port 0 for a free one, which all NetServers with this address share
     */
    static SocketAddress of(InetAddress address, int port) throws UnknownHostException {
        int number = LAST.incrementAndGet();
        return port == 0 ? SocketAddress.sharedRandomPort(number, address.getHostAddress())
                : SocketAddress.inetSocketAddress(new InetSocketAddress(named("tailsrv-" + number, address), port));
    }

    /** The IP address by which this machine reaches a port that listens on the host. */
    static InetAddress reachable(InetAddress address) {
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    private static InetAddress named(String name, InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address local
                ? Inet6Address.getByAddress(name, address.getAddress(), local.getScopeId())
                : InetAddress.getByAddress(name, address.getAddress());
    }
}
