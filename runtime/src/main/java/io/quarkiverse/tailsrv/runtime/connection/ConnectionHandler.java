package io.quarkiverse.tailsrv.runtime.connection;

import org.jboss.logging.Logger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketMetrics;

/**
 * Passes the events of a socket to its connection. The last handler of the socket's pipeline.
 */
public final class ConnectionHandler extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(ConnectionHandler.class.getPackageName());

    private final Connection connection;
    private final SocketMetrics metrics;

    /**
     * @param group the group of the client's event loop
     */
    public ConnectionHandler(ServedFile file, ConnectionGroup group, ClientSocket client) {
        this.connection = new Connection(file, group, client);
        this.metrics = client.metrics();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.begin(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            metrics.read(bytes.readableBytes());
            connection.received(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            connection.inputEnded();
        } else if (event instanceof RefusalReason why) {
            connection.refuse(why);
        } else if (event instanceof CloseReason why) {
            connection.end(why);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debugf(cause, "%s: failed at %s", connection, connection.position());
        metrics.failed(cause);
        connection.close(CloseReason.CLIENT);
    }

    /** Ignores that a closing NetServer closes all its connections at once. Ours end when they have sent everything. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        context.channel().closeFuture().addListener(closed -> promise.trySuccess());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        metrics.closed();
        connection.closed();
    }
}
