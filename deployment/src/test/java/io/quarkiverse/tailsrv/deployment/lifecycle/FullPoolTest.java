package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Handover;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;

/**
 * The application's pool has no thread left, and none becomes free: the server stops all the same.
 */
class FullPoolTest {

    /** How long Quarkus itself waits for the task that does not end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** How long the server waits before it gives up. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    /** Enough for a loaded machine. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final GrowingFile FILE = GrowingFile.of(FullPoolTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withEmptyApplication()
            .setAllowTestClassOutsideDeployment(true)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.shutdown-timeout", TIMEOUT.toString())
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "1")
            .overrideRuntimeConfigKey("quarkus.thread-pool.shutdown-timeout", PATIENCE.toString())
            .overrideRuntimeConfigKey("quarkus.thread-pool.shutdown-check-interval", PATIENCE.toString())
            .setBeforeAllCustomizer(() -> FILE.create("served to the end"))
            .setAfterUndeployListener(FullPoolTest::verify);

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Test
    void theOnlyThreadIsBusy() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        vertx.executeBlocking(() -> {
            busy.countDown();
            release.await();
            return null;
        });
        busy.await();
        TestClient client = TestClient.at(server.port(), 0);
        Handover.leave("client", client);
        Handover.leave("busy task", release);
        Handover.leave("end of the test", System.nanoTime());
    }

    private static void verify() {
        CountDownLatch release = Handover.take("busy task");
        long ended = Handover.take("end of the test");
        Duration took = Duration.ofNanos(System.nanoTime() - ended);
        release.countDown();
        try (TestClient client = Handover.take("client")) {
            assertThat(client.readTextToEnd()).isEqualTo("served to the end");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(took).isLessThan(PATIENCE.plus(GRACE));
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
    }
}
