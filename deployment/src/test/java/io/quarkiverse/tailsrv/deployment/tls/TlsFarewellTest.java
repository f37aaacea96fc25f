package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.LastClients;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkiverse.tailsrv.deployment.support.TlsClients;
import io.quarkus.test.QuarkusUnitTest;

/**
 * At shutdown clients get what is in the file, down to what was written just before, and then an end that TLS tells: without
 * it, or with a reset, their reads would fail.
 */
class TlsFarewellTest {

    /** More than the system's buffers hold for a client that does not read. */
    private static final int LENGTH = 24 << 20;
    private static final String LAST_WORDS = "last words";
    private static final GrowingFile FILE = GrowingFile.of(TlsFarewellTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsFarewellTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            .setAllowTestClassOutsideDeployment(true)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.shutdown-timeout", "20S")
            .setBeforeAllCustomizer(TlsFarewellTest::prepare)
            .setAfterUndeployListener(TlsFarewellTest::verify);

    static {
        CERTIFICATES.settings().forEach(APP::overrideRuntimeConfigKey);
    }

    @Inject
    TailServer server;

    static void prepare() {
        CERTIFICATES.create();
        FILE.create(GrowingFile.noise(1, LENGTH));
    }

    @Test
    void clientsAreThereWhenTheApplicationEnds() throws IOException {
        int port = server.port();
        TlsClients clients = CERTIFICATES.clients();
        TestClient silent = clients.connect(port);
        silent.protocol(); // after the handshake
        LastClients.leave(clients, port, LENGTH, silent);
        LastClients.leaveBehind(Map.of(
                "reading", clients.at(port, 0).hashAsync(Long.MAX_VALUE),
                "reading, TLS 1.2", clients.with("TLSv1.2").at(port, 0).hashAsync(Long.MAX_VALUE),
                "reading too late", clients.at(port, 0).hashAsyncOnceRefused(port),
                "reading too late, TLS 1.2", clients.with("TLSv1.2").at(port, 0).hashAsyncOnceRefused(port),
                "half-closed", clients.with("TLSv1.3").at(port, 0).halfClose().hashAsync(Long.MAX_VALUE),
                "half-closed, reading too late", clients.with("TLSv1.3").at(port, 0).halfClose().hashAsyncOnceRefused(port),
                "sending junk", clients.at(port, 0).sendForEver().hashAsync(Long.MAX_VALUE),
                "sending junk, TLS 1.2", clients.with("TLSv1.2").at(port, 0).sendForEver().hashAsync(Long.MAX_VALUE),
                "sending junk, reading too late", clients.at(port, 0).sendForEver().hashAsyncOnceRefused(port)));
        await().until(() -> server.connections().size() == 11); // all but the one without a header
        FILE.append(LAST_WORDS);
    }

    private static void verify() {
        try {
            LastClients.verify(FILE, LAST_WORDS);
            await().untilAsserted(() -> {
                assertThat(ThisProcess.tailsrvThreads()).isEmpty();
                assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
