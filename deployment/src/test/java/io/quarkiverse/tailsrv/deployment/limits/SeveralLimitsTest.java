package io.quarkiverse.tailsrv.deployment.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Each server has a limit of its own: one that is full says nothing of another.
 */
class SeveralLimitsTest {

    private static final GrowingFile FILE = GrowingFile.of(SeveralLimitsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "1")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".max-connections", "1")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).singleElement().asString()
                    .startsWith("quarkus.tailsrv.\"other\".max-connections: 1 connections are open"));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("other")
    TailServer other;

    @Test
    void leavesRoomInTheOther() throws IOException {
        try (TestClient first = TestClient.at(other.port(), 0);
                TestClient second = TestClient.connect(other.port());
                TestClient elsewhere = TestClient.at(server.port(), 0)) {
            assertThat(first.readText(7)).isEqualTo("content");
            assertThat(second.readToEnd()).isEmpty();
            assertThat(elsewhere.readText(7)).isEqualTo("content");
        }
    }
}
