package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A server that is not active opens neither port nor file, and leaves the others alone.
 */
class InactiveTest {

    private static final GrowingFile FILE = GrowingFile.of(InactiveTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.active", "false")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", AUDIT.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"off\".active", "false")
            .setBeforeAllCustomizer(() -> FILE.create("not served"))
            .assertLogRecords(InactiveTest::assertOneStarted);

    @Inject
    Instance<TailServer> servers;

    @Inject
    @TailServerName("audit")
    TailServer audit;

    @Test
    void cannotBeInjected() {
        assertThatThrownBy(servers::get).isInstanceOf(InactiveBeanException.class)
                .hasMessageContaining("quarkus.tailsrv.active");
    }

    @Test
    void opensNothing() throws IOException {
        AUDIT.append("served");
        try (TestClient client = TestClient.at(audit.port(), 0)) {
            assertThat(client.readText(6)).isEqualTo("served");
            assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
            assertThat(ThisProcess.descriptorsOf(AUDIT.path())).hasSize(1);
        }
    }

    private static void assertOneStarted(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO))
                .noneMatch(message -> message.contains(FILE.path().toString()) || message.contains("\"off\""))
                .filteredOn(message -> message.startsWith("Waiting for ")).hasSize(1);
    }
}
