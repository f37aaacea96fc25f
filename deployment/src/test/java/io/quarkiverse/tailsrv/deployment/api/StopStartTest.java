package io.quarkiverse.tailsrv.deployment.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A server can be stopped and started while the application runs, as often as one likes.
 */
class StopStartTest {

    private static final GrowingFile FILE = GrowingFile.of(StopStartTest.class);
    private static final int FIXED_PORT = freePort();

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.fixed.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.fixed.test-port", String.valueOf(FIXED_PORT))
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("fixed")
    TailServer fixed;

    /** The test's class is loaded twice: the application is to know of one port only. */
    private static int freePort() {
        String key = StopStartTest.class.getName();
        if (System.getProperty(key) == null) {
            System.setProperty(key, String.valueOf(FreePort.any()));
        }
        return Integer.getInteger(key);
    }

    @Test
    void endsItsClientsAndServesOthersOnceItIsStartedAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (TestClient client = TestClient.at(server.port(), 0)) {
                assertThat(client.readText(7)).isEqualTo("content");
                server.stop().toCompletableFuture().get(20, SECONDS);
                assertThat(client.readToEnd()).isEmpty();
            }
            assertStopped();
            server.start().toCompletableFuture().get(20, SECONDS);
            assertThat(server.state()).isNotEqualTo(TailServerState.STOPPED);
        }
    }

    private void assertStopped() throws IOException {
        assertThat(server.state()).isEqualTo(TailServerState.STOPPED);
        assertThat(TestClient.isRefused(server.port())).isTrue();
        assertThat(server.generation()).isZero();
        assertThat(server.length()).isZero();
        assertThat(server.problem()).isEmpty();
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void keepsTheOrderInWhichItWasToldSo() throws Exception {
        for (int i = 0; i < 20; i++) {
            server.stop();
            server.start();
            server.start();
            server.stop();
            server.stop();
        }
        server.start().toCompletableFuture().get(60, SECONDS);
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    @Test
    void saysThatAnotherHasItsPortMeanwhile() throws Exception {
        fixed.stop().toCompletableFuture().get(20, SECONDS);
        try (ServerSocket other = new ServerSocket(FIXED_PORT, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(() -> fixed.start().toCompletableFuture().get(20, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause().isInstanceOf(ConfigurationException.class)
                    .hasMessage("quarkus.tailsrv.fixed.test-port: \"%d\" is already in use; set another port or stop what"
                            + " holds it", FIXED_PORT);
            assertThat(fixed.start().handle((done, failed) -> failed).toCompletableFuture().get(20, SECONDS))
                    .as("not wrapped in another exception").isInstanceOf(ConfigurationException.class);
            assertThat(fixed.state()).isEqualTo(TailServerState.STOPPED);
            assertThat(fixed.problem())
                    .hasValueSatisfying(why -> assertThat(why).startsWith("quarkus.tailsrv.").contains("is already in use"));
        }
        fixed.start().toCompletableFuture().get(20, SECONDS);
        assertThat(fixed.problem()).isEmpty();
        assertThat(fixed.port()).isEqualTo(FIXED_PORT);
        try (TestClient client = TestClient.at(FIXED_PORT, 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    @Test
    void leavesNothingOpenWhileItIsStopped() throws Exception {
        fixed.stop().toCompletableFuture().get(20, SECONDS);
        server.stop().toCompletableFuture().get(20, SECONDS);
        await()
                .untilAsserted(() -> assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty());
        fixed.start().toCompletableFuture().get(20, SECONDS);
        server.start().toCompletableFuture().get(20, SECONDS);
    }
}
