package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Rotations;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code on-rotation=follow} a connection goes on: all of the old file, then the new one from its first byte.
 */
class TlsFollowTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsFollowTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsFollowTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "follow")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.5S")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("");
            });

    @Inject
    TailServer server;

    @Test
    void renamedSeveralTimesWhileAClientIsBehind() throws IOException {
        rotations().followedThroughSeveralFiles();
    }

    @Test
    void truncatedAtTheTail() throws IOException {
        FILE.replace("old and long");
        try (TestClient client = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(client.readText(12)).isEqualTo("old and long");
            FILE.overwrite("new");
            assertThat(client.readText(3)).isEqualTo("new");
        }
    }

    private Rotations rotations() {
        return new Rotations(FILE, server.port(), CERTIFICATES.clients());
    }
}
