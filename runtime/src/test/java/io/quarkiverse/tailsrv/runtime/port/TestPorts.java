package io.quarkiverse.tailsrv.runtime.port;

import java.util.List;
import java.util.function.Function;

import io.netty.channel.ChannelHandler;
import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.admission.Entrance;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;

/**
 * Ports without TLS, whose events nobody observes.
 */
final class TestPorts {

    private TestPorts() {
    }

    /**
     * @param settings keys and values in turn
     */
    static TailPort create(PortFactory ports, Function<ClientSocket, ChannelHandler> handlers, String... settings) {
        ServerOptions options = TestOptions.of(settings);
        SocketTransport transport = SocketTransport.of(ports.vertx(), ports.eventLoops());
        return ports.create(new PortOptions(options, transport, null, List.of()), entrance(options), handlers);
    }

    static Entrance entrance(ServerOptions options) {
        return new Entrance(options, new ConnectionLimit(options.maxConnections(), null), new ServerStatistics(),
                new ServerEvents(null, event -> {
                }));
    }
}
