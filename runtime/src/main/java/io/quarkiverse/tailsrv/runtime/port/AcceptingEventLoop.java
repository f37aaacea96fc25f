package io.quarkiverse.tailsrv.runtime.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;

/**
 * The event loop on which Vert.x accepts the clients of all ports. A NetServer does not tell its listening channel, but once
 * one is known, from a first client, its event loop can be asked for the others. Netty calls that question unstable: it is
 * {@link SingleThreadEventLoop#registeredChannelsIterator}, which not all transports answer. For any thread.
 */
final class AcceptingEventLoop {

    private static final Logger LOG = Logger.getLogger(AcceptingEventLoop.class.getPackageName());

    /** Null until it is known. */
    private volatile SingleThreadEventLoop known;

    /** Takes the event loop of this channel for the one of all ports. */
    void remember(Channel listening) {
        if (listening.eventLoop() instanceof SingleThreadEventLoop eventLoop) {
            known = eventLoop;
        }
    }

    /**
     * @return completed on any thread, perhaps the one that accepts, with the channel that listens there; with null if that
     *         can't be told: the event loop is not known or does not answer, or several listen there, as
     *         {@code SO_REUSEPORT} lets them
     */
    CompletableFuture<Channel> find(InetAddress host, int port) {
        SingleThreadEventLoop eventLoop = known;
        return eventLoop == null ? CompletableFuture.completedFuture(null)
                : CompletableFuture.completedFuture(eventLoop).thenApplyAsync(asked -> find(asked, host, port), eventLoop)
                        .exceptionally(failed -> {
                            LOG.debugf(failed, "The channel of port %s can't be found", port);
                            return null;
                        });
    }

    private static Channel find(SingleThreadEventLoop eventLoop, InetAddress host, int port) {
        Channel found = null;
        for (Iterator<Channel> all = eventLoop.registeredChannelsIterator(); all.hasNext();) {
            Channel channel = all.next();
            if (channel.localAddress() instanceof InetSocketAddress address && address.getPort() == port
                    && channel instanceof ServerChannel && isSame(address.getAddress(), host)) {
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
