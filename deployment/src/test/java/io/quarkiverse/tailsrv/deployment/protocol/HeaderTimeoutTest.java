package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

class HeaderTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final GrowingFile FILE = GrowingFile.of(HeaderTimeoutTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", TIMEOUT.toString())
            .setBeforeAllCustomizer(() -> FILE.create("first"));

    @Inject
    TailServer server;

    @Test
    void refusesTheSilentAndTheSlowAndTouchesNobodyElse() throws IOException {
        try (TestClient served = TestClient.at(server.port(), 0)) {
            long start = System.nanoTime();
            try (TestClient silent = TestClient.connect(server.port());
                    TestClient unfinished = TestClient.connect(server.port()).send("12")) {
                assertThat(silent.readToEnd()).isEmpty();
                assertThat(unfinished.readToEnd()).isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(TIMEOUT);
            FILE.append(" second");
            assertThat(served.readText(12)).isEqualTo("first second");
        }
    }
}
