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
        FILE.replace(GrowingFile.noise(1, 24 << 20));
        try (TestClient slow = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(1, 10));
            GrowingFile first = FILE.rename("first");
            for (int i = 2; i <= 5; i++) {
                FILE.append("generation " + i);
                assertServed("generation " + i);
                FILE.rename("served.log." + i);
            }
            FILE.append("the last one");
            assertThat(slow.readHash(first.size() - 10)).isEqualTo(first.hashFrom(10));
            assertThat(slow.readText(60)).isEqualTo("generation 2generation 3generation 4generation 5the last one");
        }
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

    private void assertServed(String content) throws IOException {
        try (TestClient client = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }
}
