package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Servers live side by side, each with its own file and port, and are told apart by name.
 */
class SeveralServersTest {

    private static final GrowingFile FILE = GrowingFile.of(SeveralServersTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");
    private static final GrowingFile ORDERS = FILE.sibling("orders.csv");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", AUDIT.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.orders.file", ORDERS.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.orders.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.orders.host", "127.0.0.1")
            .setBeforeAllCustomizer(() -> FILE.create("unnamed"))
            .assertLogRecords(SeveralServersTest::assertThreeStarted);

    @Inject
    Ports ports;

    @Singleton
    public static class Ports {

        @Inject
        TailServer unnamed;

        @Inject
        @TailServerName("audit")
        TailServer audit;

        @Inject
        @TailServerName("orders")
        TailServer orders;

        @Inject
        @Any
        Instance<TailServer> all;
    }

    @Test
    void eachServesItsOwnFile() throws IOException {
        AUDIT.append("who did what");
        ORDERS.append("1;2;3");
        assertServed(ports.unnamed, "unnamed");
        assertServed(ports.audit, "who did what");
        assertServed(ports.orders, "1;2;3");
    }

    @Test
    void eachKnowsWhatItIs() {
        assertThat(ports.unnamed.name()).isEqualTo("<default>");
        assertThat(ports.unnamed.file()).isEqualTo(FILE.path());
        assertThat(ports.unnamed.host()).isEqualTo("localhost");
        assertThat(ports.audit.name()).isEqualTo("audit");
        assertThat(ports.audit.file()).isEqualTo(AUDIT.path());
        assertThat(ports.orders.name()).isEqualTo("orders");
        assertThat(ports.orders.host()).isEqualTo("127.0.0.1");
        assertThat(List.of(ports.unnamed.port(), ports.audit.port(), ports.orders.port())).doesNotHaveDuplicates();
    }

    @Test
    void canBeLookedUp() {
        assertThat(ports.all.select(Default.Literal.INSTANCE).get().port()).isEqualTo(ports.unnamed.port());
        assertThat(ports.all.select(TailServerName.Literal.of("audit")).get().port()).isEqualTo(ports.audit.port());
        assertThat(ports.all.select(TailServerName.Literal.of("orders")).get().port()).isEqualTo(ports.orders.port());
    }

    private static void assertServed(TailServer server, String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }

    private static void assertThreeStarted(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).filteredOn(message -> message.matches("(Tailing|Waiting for) .+"))
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).matches("Tailing \\Q" + FILE.path() + "\\E on localhost:\\d+ \\(NIO\\)"),
                        message -> assertThat(message)
                                .matches("Waiting for \\Q" + AUDIT.path() + "\\E on localhost:\\d+ \\(NIO\\) as \"audit\""),
                        message -> assertThat(message)
                                .matches("Waiting for \\Q" + ORDERS.path() + "\\E on 127.0.0.1:\\d+ \\(NIO\\) as \"orders\""));
    }
}
