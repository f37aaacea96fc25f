package io.quarkiverse.tailsrv.runtime.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.BitSet;

import io.vertx.core.net.SocketAddress;

/**
 * The address to listen on. NetServers of one Vert.x with the same host and port silently share it, even if one is the
 * application's. So each port gets an address of its own, by a unique host name or, if it is to be a free port, a unique
 * number: it is bound separately, and fails if it is in use. The number is used again: Vert.x keeps its meters of an address
 * for ever.
 */
final class PortAddress {

    /** Added to the number where it is the address by itself. Applications count theirs from 1, so ours begin far above. */
    private static final int FIRST_FREE_PORT = 1 << 30;

    private static final BitSet TAKEN = new BitSet();

    private final int number;
    private final SocketAddress address;

    private PortAddress(int number, SocketAddress address) {
        this.number = number;
        this.address = address;
    }

    /**
     * @param port 0 for a free one, which all NetServers with this address share
     */
    static PortAddress of(InetAddress host, int port) throws UnknownHostException {
        int number = take();
        return new PortAddress(number,
                port == 0 ? SocketAddress.sharedRandomPort(FIRST_FREE_PORT + number, host.getHostAddress())
                        : SocketAddress.inetSocketAddress(new InetSocketAddress(named("tailsrv-" + number, host), port)));
    }

    private static int take() {
        synchronized (TAKEN) {
            int number = TAKEN.nextClearBit(1);
            TAKEN.set(number);
            return number;
        }
    }

    /** To be called once nobody listens on it any more. */
    void release() {
        synchronized (TAKEN) {
            TAKEN.clear(number);
        }
    }

    SocketAddress address() {
        return address;
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
