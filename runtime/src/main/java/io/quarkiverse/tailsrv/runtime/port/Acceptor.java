package io.quarkiverse.tailsrv.runtime.port;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.quarkiverse.tailsrv.runtime.report.RefusalReason;

/**
 * Where clients are let in or turned away. A NetServer does not show its listening channel, so this is learned from the first
 * client. From then on clients are turned away on the thread that accepts them: however fast they come and however busy the
 * event loops are, there are never more descriptors in use than there may be. Those that were accepted before are looked at on
 * their own event loops.
 */
@Sharable
final class Acceptor extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private static final Logger LOG = Logger.getLogger(Acceptor.class.getPackageName());

    private final String subject;
    private final Entrance entrance;
    private final CompletableFuture<Channel> listening = new CompletableFuture<>();

    /** Clients that were let in here, until their event loops show them. */
    private final Set<Channel> letIn = ConcurrentHashMap.newKeySet();

    /**
     * @param subject what log lines begin with
     */
    Acceptor(String subject, Entrance entrance) {
        this.subject = subject;
        this.entrance = entrance;
    }

    /** The listening channel, once that is known. */
    CompletableFuture<Channel> listening() {
        return listening;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel client = (Channel) accepted;
        if (enters(client)) {
            letIn.add(client);
            context.fireChannelRead(client);
        } else {
            client.config().setAutoRead(false);
            context.channel().eventLoop().register(client).addListener(registered -> {
                if (registered.isSuccess()) {
                    turnAway(client);
                }
            });
        }
    }

    /**
     * To be called on the client's event loop, once.
     *
     * @return false: there is no room for it, and it is being turned away
     */
    boolean admits(Channel client) {
        if (!listening.isDone()) {
            learn(client.parent());
        }
        if (letIn.remove(client) || enters(client)) {
            return true;
        }
        turnAway(client);
        return false;
    }

    /** From here on it is the client's connection that tells the entrance when the client leaves. */
    void handOver(Channel client) {
        client.closeFuture().removeListener(this); // which would cost each connection 48 bytes
    }

    /** A client that was let in here did not begin as a proxy does, and is closed. */
    void unproxied(Throwable cause) {
        LOG.debugf("%s: refused: %s (%s)", subject, RefusalReason.PROXY_HEADER, cause.getMessage());
        entrance.refuseUnproxied();
    }

    private void learn(Channel parent) {
        if (listening.complete(parent)) {
            parent.pipeline().addFirst(this).addLast(new AcceptFailures(subject));
        }
    }

    private boolean enters(Channel client) {
        boolean entered = entrance.enter();
        if (entered) {
            client.closeFuture().addListener(this);
        }
        return entered;
    }

    /** The client is closed. */
    @Override
    public void operationComplete(ChannelFuture closed) {
        letIn.remove(closed.channel());
        entrance.leave();
    }

    /** The FIN comes first: a header that nobody reads may bring about a reset, which does no harm behind it. */
    private static void turnAway(Channel client) {
        ((DuplexChannel) client).shutdownOutput().addListener(ended -> client.unsafe().close(client.voidPromise()));
    }
}
