package io.quarkiverse.tailsrv.deployment.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that stops reading for a while misses nothing and holds up nobody.
 */
class SlowReaderTest {

    private static final int PIECES = 32;
    private static final int PIECE = 1 << 20;
    private static final long LENGTH = (PIECES + 1L) * PIECE;
    private static final GrowingFile FILE = GrowingFile.of(SlowReaderTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(0, PIECE)));

    @Inject
    TailServer server;

    @Test
    void getsEverythingOnceItReads() throws Exception {
        try (TestClient slow = TestClient.connect(server.port(), 4096).send("0\n");
                TestClient quick = TestClient.at(server.port(), 0)) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(0, 10));
            Future<String> receivedByQuick = quick.hashAsync(LENGTH);
            for (int i = 1; i <= PIECES; i++) {
                FILE.append(GrowingFile.noise(i, PIECE));
            }
            assertThat(receivedByQuick.get()).isEqualTo(FILE.hashFrom(0));
            assertThat(slow.readHash(LENGTH - 10)).isEqualTo(FILE.hashFrom(10));
            FILE.append("on");
            assertThat(slow.readText(2)).isEqualTo("on");
            assertThat(quick.readText(2)).isEqualTo("on");
        }
    }
}
