package io.quarkiverse.tailsrv.runtime.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;

/**
 * A port belongs to one server. If the application or another server opens it later with the same Vert.x, that fails with a
 * message, and all clients are the first one's.
 */
class PortSharingTest {

    private static final int CLIENTS = 8;

    private final Vertx vertx = TestVertx.start(2);
    private int port;

    /** Nobody is given it who asks for a free port, and so it is still free when it is next asked for. */
    @BeforeEach
    void choose() {
        port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    }

    @AfterEach
    void stop() {
        TestVertx.stop(vertx);
    }

    @Test
    void theApplicationHasIt() throws Exception {
        listenOnAnyPort();
        try (ServedPort ours = ours()) {
            assertInUse(ours);
            assertAllGet("theirs");
        }
    }

    @Test
    void theApplicationWantsIt() throws Exception {
        try (ServedPort ours = oursOnAnyPort()) {
            assertThatThrownBy(this::listen).hasRootCauseInstanceOf(BindException.class).hasMessageContaining("in use");
            assertAllGet("ours..");
            assertThat(ours.eventLoops()).hasSize(CLIENTS);
        }
    }

    @Test
    void anotherServerWantsIt() throws Exception {
        try (ServedPort first = oursOnAnyPort(); ServedPort second = ours()) {
            assertInUse(second);
            assertAllGet("ours..");
            assertThat(first.eventLoops()).hasSize(CLIENTS);
        }
    }

    @Test
    void freePortsOfTwoServers() throws Exception {
        try (ServedPort first = new ServedPort(vertx, "ours..".getBytes());
                ServedPort second = new ServedPort(vertx, "second".getBytes())) {
            port = first.open();
            assertThat(second.open()).isNotEqualTo(port);
            assertAllGet("ours..");
        }
    }

    /** The application counts them as Vert.x suggests: -1 is the first one. */
    @Test
    void freePortsOfTheApplication() throws Exception {
        List<NetServer> theirs = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            theirs.add(listen(-i));
        }
        try (ServedPort ours = new ServedPort(vertx, "ours..".getBytes())) {
            port = ours.open();
            assertThat(theirs).extracting(NetServer::actualPort).doesNotContain(port);
            assertAllGet("ours..");
        }
    }

    private ServedPort ours() throws IOException {
        return new ServedPort(vertx, "ours..".getBytes(), "port", String.valueOf(port));
    }

    private ServedPort oursOnAnyPort() throws Exception {
        ServedPort ours = ours();
        try {
            ours.open();
            return ours;
        } catch (ConfigurationException e) {
            ours.close();
            port++;
            return oursOnAnyPort();
        }
    }

    private void listenOnAnyPort() {
        try {
            listen();
        } catch (CompletionException e) {
            port++;
            listenOnAnyPort();
        }
    }

    private void listen() {
        listen(port);
    }

    private NetServer listen(int port) {
        return vertx.createNetServer().connectHandler(socket -> socket.end(Buffer.buffer("theirs"))).listen(port, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
    }

    private void assertInUse(ServedPort ours) {
        assertThatThrownBy(ours::open).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.port: \"" + port + "\" is already in use");
    }

    private void assertAllGet(String content) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            try (PortClient client = PortClient.connect(port)) {
                assertThat(client.send("0\n").readText(content.length())).isEqualTo(content);
            }
        }
    }
}
