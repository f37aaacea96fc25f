package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What a client sends after its header is read and thrown away, however much it is.
 */
class JunkTest {

    private static final int PIECES = 64;
    private static final int PIECE = 128 * 1024;
    private static final long LENGTH = (PIECES + 1L) * PIECE;
    private static final GrowingFile FILE = GrowingFile.of(JunkTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(0, PIECE)));

    @Inject
    TailServer server;

    @Test
    @Timeout(60)
    void megabytesOfJunkDisturbNothing() throws Exception {
        try (TestClient client = TestClient.at(server.port(), 0);
                TestClient quiet = TestClient.at(server.port(), 0)) {
            Future<String> received = client.hashAsync(LENGTH);
            Future<String> receivedByQuiet = quiet.hashAsync(LENGTH);
            for (int i = 1; i <= PIECES; i++) {
                client.send(GrowingFile.noise(-i, PIECE));
                FILE.append(GrowingFile.noise(i, PIECE));
            }
            assertThat(received.get()).isEqualTo(FILE.hashFrom(0));
            assertThat(receivedByQuiet.get()).isEqualTo(FILE.hashFrom(0));
        }
    }

    @Test
    @Timeout(60)
    void aClientThatNeverReadsCanSendWithoutEnd() throws Exception {
        try (TestClient client = TestClient.connect(server.port(), 4096).send("0\n")) {
            for (int i = 0; i < 2 * PIECES; i++) {
                client.send(GrowingFile.noise(i, PIECE)); // would block if the server did not read
            }
            assertThat(client.read(PIECE)).isEqualTo(GrowingFile.noise(0, PIECE));
        }
    }
}
