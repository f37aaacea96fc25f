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
 * With {@code on-rotation=linger} a connection stays on its file, whatever it is called by then.
 */
class TlsLingerTest {

    private static final GrowingFile FILE = GrowingFile.of(TlsLingerTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsLingerTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tailsrv.on-rotation", "linger")
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("");
            });

    @Inject
    TailServer server;

    @Test
    void lateWritesArriveHoweverLate() throws IOException {
        FILE.replace(GrowingFile.noise(1, 3 << 20));
        try (TestClient lingering = CERTIFICATES.clients().at(server.port(), 0);
                TestClient other = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(lingering.readHash(3 << 20)).isEqualTo(FILE.hashFrom(0));
            assertThat(other.readHash(3 << 20)).isEqualTo(FILE.hashFrom(0));
            GrowingFile renamed = FILE.rename("served.log.1");
            FILE.append("new");
            try (TestClient next = CERTIFICATES.clients().at(server.port(), 0)) {
                assertThat(next.readText(3)).isEqualTo("new");
            }
            renamed.append(", late");
            assertThat(lingering.readText(6)).isEqualTo(", late");
            assertThat(other.readText(6)).isEqualTo(", late");
        }
    }

    @Test
    void aTruncatedFileEndsTheConnectionAllTheSame() throws IOException {
        new Rotations(FILE, server.port(), CERTIFICATES.clients()).endedByATruncation();
    }
}
