package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.local.LocalServerChannel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;

class AcceptingEventLoopTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final AcceptingEventLoop accepting = new AcceptingEventLoop();
    private Vertx vertx;

    private void start(boolean epoll) {
        assumeTrue(!epoll || Epoll.isAvailable(), "the system has no epoll");
        vertx = TestVertx.start(2, epoll);
    }

    @AfterEach
    void stop() {
        if (vertx != null) {
            TestVertx.stop(vertx);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void areFoundOnceOneIsKnown(boolean epoll) throws Exception {
        start(epoll);
        int first = listen(LOOPBACK, new NetServerOptions());
        int second = listen(LOOPBACK, new NetServerOptions());
        assertThat(find(LOOPBACK, second)).as("before any is known").isNull();
        Channel known = parentOfAClient();
        accepting.remember(known);
        assertThat(port(find(LOOPBACK, first))).isEqualTo(first);
        assertThat(port(find(LOOPBACK, second))).isEqualTo(second);
        assertThat(find(LOOPBACK, port(known))).isSameAs(known);
        assertThat(find("127.0.0.2", second)).as("of another address").isNull();
        assertThat(find(LOOPBACK, 1)).as("of another port").isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void areFoundThatListenOnAllAddresses(boolean epoll) throws Exception {
        start(epoll);
        int port = listen("0.0.0.0", new NetServerOptions());
        accepting.remember(parentOfAClient());
        assertThat(port(find("0.0.0.0", port))).isEqualTo(port);
        assertThat(find("::", port)).as("which is the same").isSameAs(find("0.0.0.0", port));
        assertThat(find(LOOPBACK, port)).isNull();
    }

    /** With the JDK's transport, Vert.x does not let them. */
    @Test
    void noneIsChosenOfTwoThatShareAnAddress() throws Exception {
        start(true);
        NetServerOptions shared = new NetServerOptions().setReusePort(true);
        int port = listen(LOOPBACK, shared);
        accepting.remember(parentOfAClient());
        assertThat(find(LOOPBACK, port)).isNotNull();
        InetAddress another = InetAddress.getByAddress("another", new byte[] { 127, 0, 0, 1 }); // Vert.x shares those of one name
        join(vertx.createNetServer(shared).connectHandler(socket -> {
        }).listen(SocketAddress.inetSocketAddress(new InetSocketAddress(another, port))));
        assertThat(find(LOOPBACK, port)).isNull();
    }

    /** As one of a transport that does not answer, or of a Vert.x that is closed. */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aPortOpensWithoutItsAnswer(boolean ended) throws Exception {
        start(false);
        PortFactory ports = new PortFactory(vertx, 2);
        DefaultEventLoopGroup silent = new DefaultEventLoopGroup(1);
        Channel listening = new LocalServerChannel();
        silent.register(listening).sync();
        ports.accepting().remember(listening);
        if (ended) {
            silent.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
        }
        TailPort port = port(ports);
        int number = port.open().get(10, TimeUnit.SECONDS);
        assertThat(port(port.acceptor().listening().getNow(null))).isEqualTo(number);
        silent.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    }

    @Test
    void onlyTheFirstPortNeedsAConnectionToFindItsOwn() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setMetricsOptions(
                new MetricsOptions().setEnabled(true).setFactory(options -> counting(connections))));
        PortFactory ports = new PortFactory(vertx, 2);
        for (int i = 0; i < 3; i++) {
            TailPort port = port(ports);
            int number = port.open().get(10, TimeUnit.SECONDS);
            assertThat(port(port.acceptor().listening().getNow(null))).isEqualTo(number);
        }
        assertThat(connections).hasValue(1);
    }

    private static VertxMetrics counting(AtomicInteger connections) {
        return new VertxMetrics() {
            @Override
            public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
                return new TCPMetrics<>() {
                    @Override
                    public Object connected(SocketAddress remoteAddress, String remoteName) {
                        connections.incrementAndGet();
                        return null;
                    }
                };
            }
        };
    }

    private static TailPort port(PortFactory ports) {
        return TestPorts.create(ports, client -> new ChannelInboundHandlerAdapter(), "host", LOOPBACK, "port", "0");
    }

    /** @return the number of the port */
    private int listen(String host, NetServerOptions options) throws Exception {
        return join(vertx.createNetServer(options).connectHandler(socket -> {
        }).listen(0, host)).actualPort();
    }

    private Channel parentOfAClient() throws Exception {
        NetServer server = vertx.createNetServer();
        Channel[] parent = new Channel[1];
        server.connectHandler(socket -> {
            parent[0] = ((NetSocketInternal) socket).channelHandlerContext().channel().parent();
            socket.end();
        });
        try (PortClient client = PortClient.connect(join(server.listen(0, LOOPBACK)).actualPort())) {
            client.readToEnd();
        }
        await().until(() -> parent[0] != null);
        return parent[0];
    }

    private Channel find(String host, int port) throws Exception {
        return get(accepting.find(InetAddress.getByName(host), port));
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private static <T> T join(Future<T> future) throws Exception {
        return get(future.toCompletionStage());
    }

    private static <T> T get(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
