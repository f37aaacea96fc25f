package io.quarkiverse.tailsrv.deployment.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client whose system takes in a kilobyte or two at a time, as small devices do: every byte arrives.
 */
class TinyWindowTest {

    private static final int LENGTH = 1 << 18;
    private static final int PIECE = 10_000;
    private static final GrowingFile FILE = GrowingFile.of(TinyWindowTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(ints = { 1024, 2048 })
    void getsEveryByte(int receiveBuffer) throws Exception {
        FILE.replace(GrowingFile.noise(1, LENGTH));
        try (TestClient client = TestClient.connect(server.port(), receiveBuffer).send("0\n")) {
            assertThat(client.readHash(LENGTH)).isEqualTo(FILE.hashFrom(0));
            for (int i = 0; i < 3; i++) {
                FILE.append(GrowingFile.noise(i, PIECE)); // in parts: the socket has no room for all of it at once
                assertThat(client.readHash(PIECE)).isEqualTo(FILE.hashFrom(LENGTH + (long) i * PIECE));
            }
        }
    }
}
