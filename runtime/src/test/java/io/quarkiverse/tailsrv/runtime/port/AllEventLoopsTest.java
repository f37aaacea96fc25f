package io.quarkiverse.tailsrv.runtime.port;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;

/**
 * Each event loop gets its share of the clients, also where the application deploys verticles while the port is opened.
 */
class AllEventLoopsTest {

    private static final int COUNT = 8;
    private static final int OPENINGS = 50;
    private static final long SHARE = 2;

    private final Vertx vertx = TestVertx.start(COUNT);
    private final Thread application = new Thread(this::deploy, "application");
    private volatile boolean ended;

    @BeforeEach
    void start() {
        application.start();
    }

    private void deploy() {
        while (!ended) {
            String verticle = vertx.deployVerticle(new AbstractVerticle() {
            }).toCompletionStage().toCompletableFuture().join();
            vertx.undeploy(verticle).toCompletionStage().toCompletableFuture().join();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        ended = true;
        application.join();
        TestVertx.stop(vertx);
    }

    @Test
    void getTheirShare() throws Exception {
        for (int i = 0; i < OPENINGS; i++) {
            assertShares();
        }
    }

    private void assertShares() throws Exception {
        List<EventLoop> eventLoops = new CopyOnWriteArrayList<>();
        TailPort port = port(eventLoops);
        int number = port.open().get(20, TimeUnit.SECONDS);
        assertThat(port.isSpread()).as("before there is a client").isFalse();
        connect(number);
        await().until(port::isSpread);
        eventLoops.clear();
        for (int i = 0; i < SHARE * COUNT; i++) {
            connect(number);
        }
        Map<EventLoop, Long> shares = eventLoops.stream().collect(groupingBy(identity(), counting()));
        assertThat(shares.values()).hasSize(COUNT).containsOnly(SHARE);
        port.close().get(20, TimeUnit.SECONDS);
    }

    private static void connect(int number) throws IOException {
        try (PortClient client = PortClient.connect(number)) {
            assertThat(client.readToEnd()).isZero();
        }
    }

    /** Each client gets a FIN, once its event loop is known. */
    private TailPort port(List<EventLoop> eventLoops) {
        return TestPorts.create(new PortFactory(vertx, COUNT), client -> {
            eventLoops.add(client.eventLoop());
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    context.close();
                }
            };
        }, "host", "127.0.0.1", "port", "0");
    }
}
