package io.quarkiverse.tailsrv.deployment.manners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Where the native transport is wanted and its library is not there, the JDK's serves, and one line says so.
 */
class NoEpollTest {

    private static final GrowingFile FILE = GrowingFile.of(NoEpollTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.vertx.prefer-native-transport", "true")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(NoEpollTest::assertSaid);

    @Inject
    TailServer server;

    @Test
    void isServed() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }

    private static void assertSaid(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).satisfiesOnlyOnce(message -> assertThat(message)
                .startsWith("quarkus.vertx.prefer-native-transport: \"true\" has no effect here"))
                .satisfiesOnlyOnce(message -> assertThat(message).startsWith("Tailing ").endsWith("(NIO)"));
    }
}
