package io.quarkiverse.tailsrv.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Lets in as many clients as there may be and turns the others away, on the thread that accepts: however fast they come and
 * however busy the event loops are, there are never more descriptors in use than that.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    private final ServerContext context;
    private final SocketTransport transport;
    private final Refusals refusals;
    private final ChannelFutureListener release;

    Admission(ServerContext context, SocketTransport transport) {
        this.context = context;
        this.transport = transport;
        this.refusals = new Refusals(context.options().property("max-connections"));
        this.release = closed -> context.limit().release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        Channel client = (Channel) accepted;
        ConnectionLimit reached = context.limit().acquire();
        if (reached == null) {
            client.closeFuture().addListener(release);
            ctx.fireChannelRead(client);
        } else {
            context.statistics().turnedAway();
            refusals.add(reached);
            transport.turnAway(client);
        }
    }
}
