package io.quarkiverse.tailsrv.deployment.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.CloseReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.PacedReader;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who takes nothing of what waits is ended, in time and with a FIN. Whoever takes something now and then is not, nor who has
 * got all there is.
 */
class StallTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** More than the system's buffers hold for a client that does not read. */
    private static final int LENGTH = 24 << 20;
    private static final GrowingFile FILE = GrowingFile.of(StallTimeoutTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.stall-timeout", TIMEOUT.toString())
            .setBeforeAllCustomizer(() -> FILE.create(GrowingFile.noise(7, LENGTH)))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).isEmpty());

    @Inject
    TailServer server;

    @AfterEach
    void endAll() {
        server.connections().forEach(server::close);
        TestClient.awaitOpen(server, 0);
    }

    @Test
    void endsWhoTakesNothingAndNobodyElse() throws Exception {
        try (TestClient idle = TestClient.at(server.port(), LENGTH);
                TestClient pausing = TestClient.connect(server.port(), 4096).send("0\n");
                TestClient stalled = TestClient.connect(server.port(), 4096).send("0\n")) {
            Future<String> received = PacedReader.of(pausing, 6 << 20, TIMEOUT.dividedBy(2)).hashAsync(LENGTH);
            TestClient.awaitOpen(server, 3);
            long start = System.nanoTime();
            await().until(() -> ended() == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT.dividedBy(2));
            assertThat(stalled.readToEnd().length).isLessThan(LENGTH);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(FILE.hashFrom(0));
            FILE.append("on");
            assertThat(idle.readText(2)).isEqualTo("on");
            assertThat(pausing.readText(2)).isEqualTo("on");
            assertThat(ended()).isEqualTo(1);
        }
    }

    @Test
    void doesNotEndWhoReadsSlowerThanTheSystemMakesRoom() throws Exception {
        assumeTrue(ConfigProvider.getConfig().getValue("quarkus.vertx.prefer-native-transport", boolean.class),
                "the JDK's transport does not tell what the client's system has taken");
        long endedBefore = ended();
        try (TestClient slow = TestClient.connect(server.port(), 4096).send("0\n");
                TestClient stalled = TestClient.connect(server.port(), 4096).send("0\n")) {
            TestClient.awaitOpen(server, 2);
            long position = server.connections().get(0).position();
            Future<String> received = PacedReader.of(slow, 1024, Duration.ofMillis(100)).hashAsync(64 << 10); // 6.4 s
            await().until(() -> ended() == endedBefore + 1);
            assertThat(stalled.readToEnd().length).isLessThan(LENGTH);
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(FILE.hashOf(0, 64 << 10));
            assertThat(server.connections()).singleElement().matches(one -> one.position() >= position);
            assertThat(ended()).isEqualTo(endedBefore + 1);
        }
    }

    @Test
    void endsWhoGoesOnSendingAndDoesNotRead() throws IOException {
        long endedBefore = ended();
        try (TestClient stalled = TestClient.connect(server.port(), 4096).send("0\n").sendForEver()) {
            TestClient.awaitOpen(server, 1);
            await().until(() -> ended() == endedBefore + 1);
        }
    }

    private long ended() {
        return ((ManagedServer) server).statistics().closed(CloseReason.STALL);
    }
}
