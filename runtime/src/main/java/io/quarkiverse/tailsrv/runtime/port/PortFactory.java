package io.quarkiverse.tailsrv.runtime.port;

import java.util.function.Function;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.vertx.core.Vertx;

/**
 * Makes ports that are served by all event loops of a Vert.x.
 */
public final class PortFactory {

    private final Vertx vertx;
    private final int eventLoops;

    /**
     * @param eventLoops how many Vert.x has
     */
    public PortFactory(Vertx vertx, int eventLoops) {
        this.vertx = vertx;
        this.eventLoops = eventLoops;
    }

    public EventLoopGroup eventLoops() {
        return vertx.nettyEventLoopGroup();
    }

    /**
     * @param handlers makes the handler of each client that is let in, on that client's event loop
     * @return not yet open
     */
    public TailPort create(PortOptions options, Entrance entrance, Function<ClientSocket, ChannelHandler> handlers) {
        return new TailPort(vertx, eventLoops, options, entrance, handlers);
    }
}
