package io.quarkiverse.tailsrv.deployment.tls;

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
        rotations().servedToTheEndOfTheFirstFile();
    }

    @Test
    void truncatedWhileAClientIsBehind() throws IOException {
        rotations().cutOffByATruncation(TestClient::readUntilCutOff);
    }

    @Test
    void rewrittenWhileAClientIsBehind() throws IOException {
        rotations().cutOffByARewrite(TestClient::readUntilCutOff);
    }

    private Rotations rotations() {
        return new Rotations(FILE, server.port(), CERTIFICATES.clients());
    }
}
