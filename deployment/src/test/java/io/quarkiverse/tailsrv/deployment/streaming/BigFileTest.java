package io.quarkiverse.tailsrv.deployment.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Files of many chunks, and of more bytes than an int counts.
 */
class BigFileTest {

    private static final int LENGTH = 72 << 20;
    private static final long SPARSE_LENGTH = 5L << 30;
    private static final GrowingFile FILE = GrowingFile.of(BigFileTest.class);
    private static final GrowingFile SPARSE = FILE.sibling("sparse");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.sparse.file", SPARSE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.sparse.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.sparse.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(0, LENGTH)));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("sparse")
    TailServer sparse;

    @Test
    void arrivesWhole() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readHash(LENGTH)).isEqualTo(FILE.hashFrom(0));
        }
    }

    @Test
    void arrivesWholeAtAHalfClosedClient() throws IOException {
        int start = LENGTH - (8 << 20);
        try (TestClient client = TestClient.at(server.port(), start).halfClose()) {
            assertThat(client.readHash(8 << 20)).isEqualTo(FILE.hashFrom(start));
        }
    }

    @Test
    void offsetsBeyondFourGigabytes() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(SPARSE.path().toFile(), "rw");
                TestClient waiting = TestClient.at(sparse.port(), SPARSE_LENGTH)) {
            file.setLength(SPARSE_LENGTH);
            SPARSE.append("after five gigabytes of nothing");
            assertThat(waiting.readText(31)).isEqualTo("after five gigabytes of nothing");
            try (TestClient late = TestClient.at(sparse.port(), -33)) {
                assertThat(late.readText(33)).isEqualTo("\0\0after five gigabytes of nothing");
            }
        }
    }
}
