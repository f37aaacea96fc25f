package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * There is neither the file nor its directory when the application starts, and then there are both.
 */
class MissingFileTest {

    private static final GrowingFile FILE = GrowingFile.of(MissingFileTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.02S")
            .setBeforeAllCustomizer(FILE::clear)
            .assertLogRecords(MissingFileTest::assertOneWarning);

    @Inject
    TailServer server;

    @Test
    void clientsWaitAndAreThenServed() throws IOException {
        try (TestClient fromStart = TestClient.at(server.port(), 0);
                TestClient fromThree = TestClient.at(server.port(), 3);
                TestClient lastFive = TestClient.at(server.port(), -5)) {
            TestClient.awaitOpen(server, 3);
            appear("0123456789");
            assertThat(fromStart.readText(10)).isEqualTo("0123456789");
            assertThat(fromThree.readText(7)).isEqualTo("3456789");
            // Before the end of nothing is the start of what comes
            assertThat(lastFive.readText(10)).isEqualTo("0123456789");
            FILE.append("!");
            assertThat(fromStart.readText(1) + fromThree.readText(1) + lastFive.readText(1)).isEqualTo("!!!");
        }
    }

    private static void appear(String content) throws IOException {
        Files.createDirectories(FILE.path().getParent());
        Path prepared = FILE.sibling("prepared").path();
        Files.writeString(prepared, content);
        Files.move(prepared, FILE.path(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void assertOneWarning(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.WARNING)).singleElement().asString()
                .contains("quarkus.tailsrv.file", FILE.path().toString(), "does not exist");
    }
}
