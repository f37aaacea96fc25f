package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;

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
 * A client that never reads holds up the shutdown for {@code shutdown-timeout} and no longer.
 */
class ShutdownTimeoutTest {

    /** Longer than the default. */
    private static final Duration TIMEOUT = Duration.ofSeconds(7);

    /** Enough for a loaded machine; without a timeout, nothing ends such a client. */
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int LENGTH = 32 << 20;
    private static final GrowingFile FILE = GrowingFile.of(ShutdownTimeoutTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            .setAllowTestClassOutsideDeployment(true)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.shutdown-timeout", TIMEOUT.toString())
            .setBeforeAllCustomizer(() -> FILE.create(new byte[LENGTH]))
            .setAfterUndeployListener(ShutdownTimeoutTest::verify);

    @Inject
    TailServer server;

    @Test
    void aClientNeverReads() throws IOException {
        TestClient stalled = TestClient.connect(server.port(), 4096).send("0\n");
        stalled.read(1); // so it is being served
        Handover.leave("stalled client", stalled);
        Handover.leave("end of the test", System.nanoTime());
    }

    private static void verify() {
        long ended = Handover.take("end of the test");
        assertThat(Duration.ofNanos(System.nanoTime() - ended)).isBetween(TIMEOUT, TIMEOUT.plus(GRACE));
        await().untilAsserted(() -> {
            assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
            assertThat(ThisProcess.tailsrvThreads()).isEmpty();
        });
        try (TestClient stalled = Handover.take("stalled client")) {
            stalled.reset();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
