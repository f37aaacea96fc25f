package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Handover;
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
        TestClient idle = clients.at(port, LENGTH - 5);
        idle.read(5);
        TestClient silent = clients.connect(port);
        silent.protocol(); // after the handshake
        Handover.leave("waiting for more than there will be", clients.at(port, LENGTH + 1000).toEndAsync());
        Handover.leave("without a header", silent.toEndAsync());
        Handover.leave("at the end", idle.toEndAsync());
        Handover.leave("behind", Map.of(
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
        FILE.append("last words");
    }

    private static void verify() {
        try {
            verifyReceived();
            await().untilAsserted(() -> {
                assertThat(ThisProcess.tailsrvThreads()).isEmpty();
                assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void verifyReceived() throws Exception {
        String all = FILE.hashFrom(0);
        for (Map.Entry<String, Future<String>> each : Handover.<Map<String, Future<String>>> take("behind").entrySet()) {
            assertThat(each.getValue()).as(each.getKey()).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(all);
        }
        assertThat(Handover.<Future<byte[]>> take("at the end").get()).asString().isEqualTo("last words");
        assertThat(Handover.<Future<byte[]>> take("without a header").get()).isEmpty();
        assertThat(Handover.<Future<byte[]>> take("waiting for more than there will be").get()).isEmpty();
    }
}
