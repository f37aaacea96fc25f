package io.quarkiverse.tailsrv.runtime.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.NetUtil;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.socket.Dialect;
import io.quarkiverse.tailsrv.runtime.socket.FirstBytes;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.thread.FreeThreads;

/**
 * Lets clients in or turns them away. Once the listening channel is known, the thread that accepts clients decides, so the
 * limit is never exceeded, however fast they come. A NetServer does not tell its channel: it is {@linkplain #learn found} by
 * others, or taken from the first connection, which may be our own. Clients that were accepted before are checked on their own
 * event loops.
 */
@Sharable
final class Acceptor extends ChannelInboundHandlerAdapter implements ChannelFutureListener {

    private static final Logger LOG = Logger.getLogger(Acceptor.class.getPackageName());

    private static final int KNOCK_MILLIS = 1000;

    private final String subject;
    private final Entrance entrance;
    private final CompletableFuture<Channel> listening = new CompletableFuture<>();

    /** Clients let in by {@link #channelRead} that have not reached {@link #admits} yet. */
    private final Set<Channel> letIn = ConcurrentHashMap.newKeySet();

    /** Where a connection of our own comes from, or null. */
    private volatile SocketAddress ours;

    /**
     * @param subject the beginning of log lines
     */
    Acceptor(String subject, Entrance entrance) {
        this.subject = subject;
        this.entrance = entrance;
    }

    /** Completed with the listening channel, once it is known. */
    CompletableFuture<Channel> listening() {
        return listening;
    }

    /**
     * Connects once to the port, so that the listening channel is known before the first client: only then are clients let in
     * in the order in which they come. Our own connection is turned away, and not counted.
     *
     * @return completed, never with an exception, when the channel is known or can't be found out
     */
    CompletableFuture<Void> knock(String host, int port) {
        CompletableFuture<Void> knocked = new CompletableFuture<>();
        FreeThreads.CONTROL.execute(() -> {
            try (Socket socket = new Socket()) {
                InetAddress address = PortAddress.reachable(InetAddress.getByName(host));
                socket.bind(new InetSocketAddress(address, 0)); // so that its address is known before it connects
                expect(socket.getLocalSocketAddress());
                socket.connect(new InetSocketAddress(address, port), KNOCK_MILLIS);
                listening.get(KNOCK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (IOException | ExecutionException | TimeoutException e) {
                LOG.debugf(e, "Port %s can't be reached from here", port);
                expect(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                knocked.complete(null);
            }
        });
        return knocked;
    }

    /** The next connection from that address is our own; null: none is. */
    void expect(SocketAddress address) {
        ours = address;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel client = (Channel) accepted;
        if (enters(client)) {
            letIn.add(client);
            context.fireChannelRead(client);
            if (!client.isOpen() && !client.closeFuture().isDone() && letIn.remove(client)) {
                entrance.leave(); // no event loop took it, since the port is being closed
            }
        } else {
            client.config().setAutoRead(false);
            context.channel().eventLoop().register(client).addListener(registered -> {
                if (registered.isSuccess()) {
                    SocketTransport.turnAway(client);
                }
            });
        }
    }

    /**
     * To be called once for each client, on its event loop.
     *
     * @return false if there is no room, or if the connection is our own; then it is turned away
     */
    boolean admits(Channel client) {
        if (!listening.isDone()) {
            learn(client.parent());
        }
        if (letIn.remove(client) || enters(client)) {
            return true;
        }
        SocketTransport.turnAway(client);
        return false;
    }

    /** Refuses a client that was let in and sent no PROXY header. To be called on the client's event loop. */
    void refuse(Channel client, RefusalReason why, FirstBytes sent) {
        if (LOG.isDebugEnabled()) {
            Dialect spoken = sent.dialect();
            LOG.debugf("%s: refused: %s; sent %s%s", NetUtil.toSocketAddressString((InetSocketAddress) client.remoteAddress()),
                    why, sent, spoken == null ? "" : " (" + spoken + ')');
        }
        entrance.refuse(why, client.remoteAddress());
        SocketTransport.turnAway(client);
    }

    /** That is the listening channel: from now on, the thread that accepts its clients decides who enters. */
    void learn(Channel parent) {
        if (listening.complete(parent)) {
            parent.pipeline().addFirst(this).addLast(new AcceptFailures(subject));
        }
    }

    private boolean enters(Channel client) {
        boolean entered = !isOurs(client) && entrance.enter(client.remoteAddress());
        if (entered) {
            client.closeFuture().addListener(this);
        }
        return entered;
    }

    private boolean isOurs(Channel client) {
        SocketAddress expected = ours;
        boolean is = expected != null && expected.equals(client.remoteAddress());
        if (is) {
            ours = null; // the address may be a client's next
        }
        return is;
    }

    /** The client is closed. */
    @Override
    public void operationComplete(ChannelFuture closed) {
        letIn.remove(closed.channel());
        entrance.leave();
    }
}
