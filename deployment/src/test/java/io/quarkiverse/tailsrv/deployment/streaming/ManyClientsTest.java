package io.quarkiverse.tailsrv.deployment.streaming;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingCrowd;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients that start at many places while the file grows by appends of any size all get the same bytes.
 */
class ManyClientsTest {

    private static final int CLIENTS = 60;
    private static final int START = 3 << 20;
    private static final int GROWTH = 9 << 20;
    private static final GrowingFile FILE = GrowingFile.of(ManyClientsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(0, START)));

    @Inject
    TailServer server;

    @Test
    void allGetEqualBytes() throws Exception {
        GrowingCrowd crowd = new GrowingCrowd(FILE, START, GROWTH);
        crowd.connect(CLIENTS, server.port(), random -> TestClient::connect);
        crowd.grow();
        crowd.assertAllHaveEqualBytes();
    }
}
