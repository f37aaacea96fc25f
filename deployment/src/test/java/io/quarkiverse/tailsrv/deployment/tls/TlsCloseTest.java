package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Future;

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
 * With {@code on-rotation=close}, a client gets the whole of its file and is told that this was the end; where the rest of the
 * file is gone, it is not.
 */
class TlsCloseTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsCloseTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsCloseTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("");
            });

    @Inject
    TailServer server;

    @Test
    void renamedSeveralTimesWhileAClientIsBehind() throws Exception {
        FILE.replace(GrowingFile.noise(1, 24 << 20));
        try (TestClient slow = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(1, 10));
            for (int i = 1; i <= 5; i++) {
                FILE.rename("served.log." + i);
                FILE.append("generation " + i);
                assertServed("generation " + i);
            }
            Future<String> received = slow.hashAsync(Long.MAX_VALUE);
            assertThat(received.get()).isEqualTo(FILE.sibling("served.log.1").hashFrom(10));
        }
    }

    @Test
    void truncatedWhileAClientIsBehind() throws IOException {
        byte[] old = GrowingFile.noise(2, 24 << 20);
        FILE.replace(old);
        try (TestClient slow = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(2, 10));
            FILE.overwrite("new");
            assertServed("new");
            byte[] rest = slow.readUntilCutOff(); // what was on its way already
            assertThat(rest.length).isLessThan(old.length - 10);
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 10, 10 + rest.length));
        }
    }

    @Test
    void rewrittenWhileAClientIsBehind() throws IOException {
        byte[] old = GrowingFile.noise(2, 24 << 20);
        FILE.replace(old);
        try (TestClient slow = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n")) {
            assertThat(slow.read(10)).isEqualTo(GrowingFile.noise(2, 10));
            FILE.overwrite("n".repeat(25 << 20));
            assertServed("nnn");
            byte[] rest = slow.readUntilCutOff();
            assertThat(rest.length).isLessThan(old.length - 10);
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 10, 10 + rest.length));
        }
    }

    private void assertServed(String content) throws IOException {
        try (TestClient client = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }
}
