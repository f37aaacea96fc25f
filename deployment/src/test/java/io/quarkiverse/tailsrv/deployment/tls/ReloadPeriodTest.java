package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import javax.net.ssl.SSLException;

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
 * With {@code reload-period}, a new certificate in the place of the old one is all that it takes, also for clients' ones.
 */
class ReloadPeriodTest {

    private static final GrowingFile FILE = GrowingFile.of(ReloadPeriodTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(ReloadPeriodTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey(Certificates.property("reload-period"), "1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.tls-client-auth", "required")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create("content");
            });

    @Inject
    TailServer server;

    @Test
    void takesNewCertificates() throws IOException {
        try (TestClient before = connect()) {
            assertThat(before.readText(7)).isEqualTo("content");
            CERTIFICATES.create();
            await().ignoreExceptionsInstanceOf(SSLException.class).untilAsserted(() -> {
                try (TestClient after = connect()) {
                    assertThat(after.serverCertificate()).isEqualTo(CERTIFICATES.server());
                    assertThat(after.readText(7)).isEqualTo("content");
                }
            });
            FILE.append("more");
            assertThat(before.readText(4)).isEqualTo("more");
        }
    }

    private TestClient connect() throws IOException {
        return CERTIFICATES.clients().withCertificate(CERTIFICATES).at(server.port(), 0);
    }
}
