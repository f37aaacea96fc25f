package io.quarkiverse.tailsrv.deployment.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Certificates;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.report.ServerStatistics;
import io.quarkiverse.tailsrv.runtime.server.ServerRegistry;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A client that takes nothing is ended, knows that it has not got everything, and holds up nobody.
 */
class TlsSlowReaderTest {

    private static final int PIECES = 32;
    private static final int PIECE = 1 << 20;
    private static final long LENGTH = (PIECES + 1L) * PIECE;
    private static final GrowingFile FILE = GrowingFile.of(TlsSlowReaderTest.class);
    private static final Certificates CERTIFICATES = Certificates.of(TlsSlowReaderTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = CERTIFICATES.in(Apps.serving(FILE))
            .overrideRuntimeConfigKey("quarkus.tailsrv.stall-timeout", "2S")
            .setBeforeAllCustomizer(() -> {
                CERTIFICATES.create();
                FILE.create(GrowingFile.noise(0, PIECE));
            });

    @Inject
    TailServer server;

    @Inject
    ServerRegistry endpoints;

    @Test
    void whoDoesNotReadIsEnded() throws Exception {
        try (TestClient stalled = CERTIFICATES.clients().connect(server.port(), 4096).send("0\n");
                TestClient quick = CERTIFICATES.clients().at(server.port(), 0)) {
            assertThat(stalled.read(10)).isEqualTo(GrowingFile.noise(0, 10));
            Future<String> receivedByQuick = quick.hashAsync(LENGTH);
            for (int i = 1; i <= PIECES; i++) {
                FILE.append(GrowingFile.noise(i, PIECE));
            }
            assertThat(receivedByQuick.get()).isEqualTo(FILE.hashFrom(0));
            await().until(() -> server.connections().size() == 1);
            assertThat(stalled.readUntilCutOff().length).isLessThan((int) LENGTH - 10);
            FILE.append("on");
            assertThat(quick.readText(2)).isEqualTo("on");
            await().untilAsserted(() -> assertThat(statistics().closed(CloseReason.STALL)).isEqualTo(1));
        }
    }

    private ServerStatistics statistics() {
        return endpoints.managed().iterator().next().statistics();
    }
}
