package io.quarkiverse.tailsrv.runtime.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;

/**
 * The channels that listen on ports. A NetServer does not give its own away, but Vert.x accepts all clients on one event loop,
 * which is known once a first client of any port is. For any thread.
 */
final class ListeningChannels {

    /** Null until it is known. */
    private volatile SingleThreadEventLoop accepting;

    /** Others are on the same event loop. */
    void learn(Channel listening) {
        if (listening.eventLoop() instanceof SingleThreadEventLoop eventLoop) {
            accepting = eventLoop;
        }
    }

    /**
     * @return completed on any thread with the channel that listens there; with null if none is found, or several, which an
     *         application can have by {@code SO_REUSEPORT}
     */
    CompletableFuture<Channel> find(InetAddress host, int port) {
        SingleThreadEventLoop known = accepting;
        return known == null ? CompletableFuture.completedFuture(null)
                : CompletableFuture.supplyAsync(() -> find(known, host, port), known);
    }

    private static Channel find(SingleThreadEventLoop eventLoop, InetAddress host, int port) {
        Channel found = null;
        for (Iterator<Channel> all = eventLoop.registeredChannelsIterator(); all.hasNext();) {
            Channel channel = all.next();
            if (channel.localAddress() instanceof InetSocketAddress address && address.getPort() == port
                    && isSame(address.getAddress(), host)) {
                if (found != null) {
                    return null;
                }
                found = channel;
            }
        }
        return found;
    }

    private static boolean isSame(InetAddress one, InetAddress other) {
        return one.equals(other) || one.isAnyLocalAddress() && other.isAnyLocalAddress();
    }
}
