package io.quarkiverse.tailsrv.runtime.port;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.netty.channel.ChannelHandler;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
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
    private final AcceptingEventLoop accepting = new AcceptingEventLoop();
    private final Set<TailPort> open = ConcurrentHashMap.newKeySet();

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

    AcceptingEventLoop accepting() {
        return accepting;
    }

    void opened(TailPort port) {
        open.add(port);
    }

    void closed(TailPort port) {
        open.remove(port);
    }

    /** The name of the server that has opened the port, or null if none has. */
    String holder(InetAddress host, int port) {
        return open.stream().filter(each -> each.holds(host, port)).map(TailPort::serverName).findFirst().orElse(null);
    }

    /**
     * @param handlers creates the handler of each client that is let in, on the client's event loop
     * @return a port that is not open yet
     */
    public TailPort create(PortOptions options, Entrance entrance, Function<ClientSocket, ChannelHandler> handlers) {
        return new TailPort(this, options, entrance, handlers);
    }
}
