package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Settings;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With the properties of the page "Quarkus Tailsrv", a test's client finds the server of the same application.
 */
class TestPortTest {

    private static final GrowingFile FILE = GrowingFile.of(TestPortTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Settings
            .in(Apps.serving(FILE), "test-port.properties", Map.of("4391", String.valueOf(FreePort.any())))
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"journal\".host", "localhost")
            .setBeforeAllCustomizer(() -> FILE.create("one\n"));

    @Inject
    @TailClientName("journal")
    TailClient client;

    @Test
    void theClientReadsFromTheServer() {
        TailLine line = client.lines().toUni().await().atMost(Duration.ofSeconds(30));
        assertThat(line.text()).isEqualTo("one");
    }
}
