package io.quarkiverse.tailsrv.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.quarkiverse.tailsrv.runtime.admission.ConnectionLimit;
import io.quarkiverse.tailsrv.runtime.connection.OpenConnections;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.quarkiverse.tailsrv.runtime.port.PortFactory;
import io.quarkiverse.tailsrv.runtime.port.PortOptions;
import io.quarkiverse.tailsrv.runtime.report.ServerEvents;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.socket.ClientSocket;
import io.quarkiverse.tailsrv.runtime.socket.SocketDouble;
import io.quarkiverse.tailsrv.runtime.socket.SocketMetrics;
import io.quarkiverse.tailsrv.runtime.socket.SocketTransport;
import io.quarkiverse.tailsrv.runtime.socket.Wire;
import io.quarkiverse.tailsrv.runtime.watch.FollowerService;
import io.vertx.core.Vertx;

/**
 * Clients of an event loop that has had none before.
 */
class RunningServerTest {

    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.7", 5000);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final FollowerService followers = new FollowerService();
    private final OpenConnections connections = new OpenConnections(new ServerStatistics(), new ServerEvents(null, event -> {
    }));
    private RunningServer server;

    private void start() throws Exception {
        start(Files.writeString(directory.resolve("app.log"), "content"));
    }

    private void start(Path file) throws Exception {
        ServerOptions options = TestOptions.of("host", "127.0.0.1", "port", "0", "file", file.toString());
        PortFactory ports = new PortFactory(vertx, 2);
        PortOptions port = new PortOptions(options, SocketTransport.of(vertx, ports.eventLoops()), null, List.of());
        server = new RunningServer(port, connections, followers, ports, new ConnectionLimit(10, null));
        server.open().get(10, TimeUnit.SECONDS);
        server.follow().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() {
        server.unfollow();
        followers.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void areServed() throws Exception {
        start();
        SocketDouble client = client();
        await().until(() -> {
            client.runPendingTasks();
            return client.inFlight() == 1;
        });
        assertThat(connections.count()).isEqualTo(1);
        client.closeByPeer();
    }

    @Test
    void areServedTheFirstFileThatComes() throws Exception {
        Path file = directory.resolve("app.log");
        start(file);
        SocketDouble client = client();
        await().until(() -> {
            client.runPendingTasks();
            return connections.count() == 1;
        });
        Files.writeString(file, "first");
        await().until(() -> server.current() != null && server.current().limit() == 5);
        Files.move(file, directory.resolve("old.log"));
        Files.writeString(file, "the second");
        await().until(() -> server.current() != null && server.current().number() == 2);
        client.runPendingTasks();
        assertThat(client.takeWrite()).isEqualTo("0+5");
        client.closeByPeer();
    }

    @Test
    void areTurnedAwayIfTheyComeAfterAStop() throws Exception {
        start();
        server.stop().get(10, TimeUnit.SECONDS);
        SocketDouble client = client();
        assertThat(client.isOutputShutdown()).as("with a FIN").isTrue();
        assertThat(client.isOpen()).isFalse();
        assertThat(client.inFlight()).isZero();
        assertThat(connections.count()).isZero();
    }

    /** Has sent its header. */
    private SocketDouble client() {
        SocketDouble client = new SocketDouble(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(
                        server.handler(new ClientSocket(ADDRESS, channel.eventLoop(), Wire.PLAIN, SocketMetrics.NONE)));
            }
        });
        if (client.isOpen()) {
            client.writeInbound(Unpooled.copiedBuffer("0\n".getBytes()));
        }
        return client;
    }
}
