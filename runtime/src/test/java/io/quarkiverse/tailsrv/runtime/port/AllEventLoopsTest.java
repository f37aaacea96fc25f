package io.quarkiverse.tailsrv.runtime.port;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

import io.netty.channel.EventLoop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;

/**
 * Each event loop gets its share of the clients, also where the application deploys verticles while the port is opened.
 */
class AllEventLoopsTest {

    private static final int COUNT = 8;
    private static final long SHARE = 2;

    private final Vertx vertx = EventLoops.start(COUNT);
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
        EventLoops.stop(vertx);
    }

    @RepeatedTest(50)
    void getTheirShare() throws Exception {
        List<PortClient> clients = new ArrayList<>();
        try (ServedPort port = new ServedPort(vertx, "x".getBytes())) {
            int number = port.open();
            for (int i = 0; i < SHARE * COUNT; i++) {
                clients.add(served(number));
            }
            Map<EventLoop, Long> shares = port.eventLoops().stream().collect(groupingBy(identity(), counting()));
            assertThat(shares.values()).hasSize(COUNT).containsOnly(SHARE);
        } finally {
            for (PortClient client : clients) {
                client.close();
            }
        }
    }

    private static PortClient served(int port) throws IOException {
        PortClient client = PortClient.connect(port);
        assertThat(client.send("0\n").read(1)).hasSize(1);
        return client;
    }
}
