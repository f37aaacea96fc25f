package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client can tell the end from being cut off: the former is told by TLS.
 */
class TlsEndTest {

    /** More than the system's buffers hold for a client that does not read. */
    private static final int LENGTH = 24 << 20;
    private static final GrowingFile FILE = GrowingFile.of(TlsEndTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsEndTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create(GrowingFile.noise(1, LENGTH));
            });

    @Inject
    TailServer server;

    @Test
    void isToldToWhoHasGotEverything() throws IOException {
        try (TestClient client = CERTIFICATES.clients().at(server.port(), LENGTH - 5)) {
            client.read(5);
            server.close(server.connections().get(0));
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void isNotToldToWhoIsCutOff() throws IOException {
        try (TestClient client = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n")) {
            assertThat(client.read(10)).isEqualTo(GrowingFile.noise(1, 10));
            await().until(() -> !server.connections().isEmpty());
            server.close(server.connections().get(0));
            await().until(() -> server.connections().isEmpty());
            assertThat(client.readUntilCutOff()).hasSizeLessThan(LENGTH - 10);
        }
    }
}
