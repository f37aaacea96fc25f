package io.quarkiverse.tailsrv.deployment.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ProxyWords;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * There is room for two connections, from the first one on, and whether or not a proxy has spoken on them yet.
 */
class ProxiedMaxConnectionsTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56324);
    private static final byte[] WORDS = ProxyWords.version2(CLIENT, CLIENT);
    private static final GrowingFile FILE = GrowingFile.of(ProxiedMaxConnectionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.proxy-protocol", "true")
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "2")
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    /** The port is opened anew, so that nobody has come to it yet. */
    @BeforeEach
    void restart() {
        server.stop().thenCompose(stopped -> server.start()).toCompletableFuture().join();
    }

    @Test
    void turnsAwayWhoComesThen() throws IOException {
        try (TestClient first = asking(); TestClient second = asking()) {
            assertThat(first.readText(4)).isEqualTo("tent");
            assertThat(second.readText(4)).isEqualTo("tent");
            assertTurnedAway();
            second.reset();
            await().until(this::isServed);
        }
    }

    /** Which two of them are let in is open: each event loop lets in its own, until it is known where they come from. */
    @Test
    void countsThoseWhoHaveNotSpokenYet() throws IOException {
        long before = turnedAway();
        List<TestClient> silent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            silent.add(TestClient.connect(server.port()));
        }
        await().untilAsserted(() -> assertThat(turnedAway()).isEqualTo(before + 10));
        for (TestClient client : silent) {
            client.reset();
        }
        await().until(this::isServed);
    }

    private void assertTurnedAway() throws IOException {
        long before = turnedAway();
        try (TestClient third = TestClient.connect(server.port())) {
            assertThat(third.readToEnd()).isEmpty();
        }
        assertThat(turnedAway()).isEqualTo(before + 1);
    }

    private boolean isServed() throws IOException {
        try (TestClient client = asking()) {
            boolean served = client.read(1).length == 1;
            client.reset();
            return served;
        } catch (SocketException e) {
            return false; // turned away before it could ask
        }
    }

    private TestClient asking() throws IOException {
        return TestClient.connect(server.port()).send(WORDS).send("3\n");
    }

    private long turnedAway() {
        return ((ManagedServer) server).statistics().refused(RefusalReason.MAX_CONNECTIONS);
    }
}
