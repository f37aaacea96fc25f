package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Handover;
import io.quarkiverse.tailsrv.deployment.support.LastClients;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * At shutdown clients get what is in the file, down to what was written just before, and then an orderly end; a reset would
 * fail their reads. Afterwards nothing is left of the server.
 */
class FarewellTest {

    /** More than the system's buffers hold for a client that does not read. */
    private static final int LENGTH = 24 << 20;
    private static final String LAST_WORDS = "last words";
    private static final GrowingFile FILE = GrowingFile.of(FarewellTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            .setAllowTestClassOutsideDeployment(true)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.shutdown-timeout", "30S")
            .setBeforeAllCustomizer(FarewellTest::prepare)
            .setAfterUndeployListener(FarewellTest::verify);

    @Inject
    TailServer server;

    static void prepare() {
        FILE.create(GrowingFile.noise(1, LENGTH));
        Handover.leave("inotify instances before", ThisProcess.inotifyInstances());
    }

    @Test
    void clientsAreThereWhenTheApplicationEnds() throws IOException {
        int port = server.port();
        Handover.leave("port", port);
        LastClients.leave(TestClient::connect, port, LENGTH, TestClient.connect(port));
        LastClients.leaveBehind(Map.of(
                "reading", TestClient.at(port, 0).hashAsync(Long.MAX_VALUE),
                "reading too late", TestClient.at(port, 0).hashAsyncOnceRefused(port),
                "half-closed", TestClient.at(port, 0).halfClose().hashAsync(Long.MAX_VALUE),
                "half-closed, reading too late", TestClient.at(port, 0).halfClose().hashAsyncOnceRefused(port),
                "sending junk", TestClient.at(port, 0).sendForEver().hashAsync(Long.MAX_VALUE),
                "sending junk, reading too late", TestClient.at(port, 0).sendForEver().hashAsyncOnceRefused(port)));
        await().until(() -> server.connections().size() == 8); // all but the one without a header
        FILE.append(LAST_WORDS);
    }

    private static void verify() {
        try {
            LastClients.verify(FILE, LAST_WORDS);
            verifyNothingIsLeft();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void verifyNothingIsLeft() throws IOException {
        long inotifyInstances = Handover.take("inotify instances before");
        await().untilAsserted(() -> {
            assertThat(ThisProcess.tailsrvThreads()).isEmpty();
            assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
            assertThat(ThisProcess.inotifyInstances()).isEqualTo(inotifyInstances);
        });
        assertThat(ThisProcess.listeningPorts()).doesNotContain(Handover.<Integer> take("port"));
    }
}
