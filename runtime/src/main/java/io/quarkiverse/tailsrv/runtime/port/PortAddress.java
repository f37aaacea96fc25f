package io.quarkiverse.tailsrv.runtime.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.net.SocketAddress;

/**
 * Where to listen. NetServers of one Vert.x that are given the same host and port share it without a word, be they ours or the
 * application's; by a name of its own each port is bound for itself, and one that is taken can't be opened.
 */
final class PortAddress {

    private static final AtomicInteger LAST = new AtomicInteger();

    private PortAddress() {
    }

    /**
     * Looks up the host's name, which may block.
     *
     * @param port 0: a free one, the same for all NetServers that are given this address
     */
    static SocketAddress of(String host, int port) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        int number = LAST.incrementAndGet();
        return port == 0 ? SocketAddress.sharedRandomPort(number, address.getHostAddress())
                : SocketAddress.inetSocketAddress(new InetSocketAddress(named("tailsrv-" + number, address), port));
    }

    /** What to connect to from this machine, to reach a port that listens on that host. */
    static String reachable(String host) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress() : address.getHostAddress();
    }

    private static InetAddress named(String name, InetAddress address) throws UnknownHostException {
        return address instanceof Inet6Address local
                ? Inet6Address.getByAddress(name, address.getAddress(), local.getScopeId())
                : InetAddress.getByAddress(name, address.getAddress());
    }
}
