package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;

/**
 * What every server with TLS does with clients that speak without it.
 */
abstract class PlainTextClients {

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(strings = { "0\n", "-1000\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" })
    void plainText(String sent) throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).send(sent)) {
            assertThat(client.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert);
        }
        await().until(() -> refused() == before + 1);
    }

    @Test
    void plainTextAndAFin() throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).send("0").halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        await().until(() -> refused() == before + 1);
    }

    @Test
    void plainTextWithoutEnd() throws IOException {
        long before = refused();
        try (TestClient client = TestClient.connect(server.port()).sendForEver()) {
            assertThat(client.readToEnd()).satisfies(PlainTextClients::isAtMostAnAlert);
        }
        await().until(() -> refused() == before + 1);
    }

    final ServerStatistics statistics() {
        return ((ManagedServer) server).statistics();
    }

    final long refused() {
        assertThat(statistics().refused(RefusalReason.HEADER_TIMEOUT)).isZero();
        return statistics().refused(RefusalReason.TLS_HANDSHAKE);
    }

    /** A record of type 21, a version, and a length of two bytes. */
    static void isAtMostAnAlert(byte[] received) {
        if (received.length > 0) {
            assertThat(received).hasSize(7).startsWith(21, 3).containsSubsequence(0, 2);
        }
    }
}
