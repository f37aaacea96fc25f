package io.quarkiverse.tailsrv.deployment.lifecycle;

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
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Handover;
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
        TestClient idle = TestClient.at(port, LENGTH - 5);
        idle.read(5);
        Handover.leave("port", port);
        Handover.leave("waiting for more than there will be", TestClient.at(port, LENGTH + 1000).toEndAsync());
        Handover.leave("without a header", TestClient.connect(port).toEndAsync());
        Handover.leave("at the end", idle.toEndAsync());
        Handover.leave("behind", Map.of(
                "reading", TestClient.at(port, 0).hashAsync(Long.MAX_VALUE),
                "reading too late", TestClient.at(port, 0).hashAsyncOnceRefused(port),
                "half-closed", TestClient.at(port, 0).halfClose().hashAsync(Long.MAX_VALUE),
                "half-closed, reading too late", TestClient.at(port, 0).halfClose().hashAsyncOnceRefused(port),
                "sending junk", TestClient.at(port, 0).sendForEver().hashAsync(Long.MAX_VALUE),
                "sending junk, reading too late", TestClient.at(port, 0).sendForEver().hashAsyncOnceRefused(port)));
        await().until(() -> server.connections().size() == 8); // all but the one without a header
        FILE.append("last words");
    }

    private static void verify() {
        try {
            verifyReceived();
            verifyNothingIsLeft();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void verifyReceived() throws Exception {
        String all = FILE.hashFrom(0);
        for (Map.Entry<String, Future<String>> each : Handover.<Map<String, Future<String>>> take("behind").entrySet()) {
            assertThat(each.getValue().get(30, TimeUnit.SECONDS)).as(each.getKey()).isEqualTo(all);
        }
        assertThat(Handover.<Future<byte[]>> take("at the end").get()).asString().isEqualTo("last words");
        assertThat(Handover.<Future<byte[]>> take("without a header").get()).isEmpty();
        assertThat(Handover.<Future<byte[]>> take("waiting for more than there will be").get()).isEmpty();
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
