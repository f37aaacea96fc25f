package io.quarkiverse.tailsrv.runtime.port;

import java.util.function.Function;

import io.netty.channel.ChannelHandler;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.EventLoops;
import io.vertx.core.Vertx;

/**
 * Creates ports that use all event loops of a Vert.x.
 */
public final class PortFactory {

    private final Vertx vertx;
    private final EventLoops eventLoops;
    private final int instances;

    /**
     * @param instances how many event loops Vert.x has
     */
    public PortFactory(Vertx vertx, int instances) {
        this.vertx = vertx;
        this.eventLoops = new EventLoops(vertx);
        this.instances = Math.min(instances, eventLoops.count()); // an application may have set another number for Vert.x
    }

    Vertx vertx() {
        return vertx;
    }

    public EventLoops eventLoops() {
        return eventLoops;
    }

    int instances() {
        return instances;
    }

    /**
     * @param handlers creates the handler of each client that is let in, on the client's event loop
     * @return a port that is not open yet
     */
    public TailPort create(PortOptions options, Entrance entrance, Function<ClientSocket, ChannelHandler> handlers) {
        return new TailPort(this, options, entrance, handlers);
    }
}
