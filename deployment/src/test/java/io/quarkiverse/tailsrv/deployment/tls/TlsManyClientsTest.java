package io.quarkiverse.tailsrv.deployment.tls;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingCrowd;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients that start at many places while the file grows by appends of any size all get the same bytes under TLS.
 */
class TlsManyClientsTest {

    private static final int CLIENTS = 40;
    private static final int START = 3 << 20;
    private static final int GROWTH = 6 << 20;
    private static final GrowingFile FILE = GrowingFile.of(TlsManyClientsTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsManyClientsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create(GrowingFile.noise(0, START));
            });

    @Inject
    TailServer server;

    @Test
    void allGetEqualBytes() throws Exception {
        GrowingCrowd crowd = new GrowingCrowd(FILE, START, GROWTH);
        crowd.connect(CLIENTS, server.port(),
                random -> CERTIFICATES.clients().with(random.nextBoolean() ? "TLSv1.2" : "TLSv1.3"));
        crowd.grow();
        crowd.assertAllHaveEqualBytes();
    }
}
