package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FileEvents;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What happens to the directory. The server with the long poll interval is the one that must not take a short absence for a
 * rotation.
 */
class DirectoryTest {

    private static final GrowingFile FILE = GrowingFile.of(DirectoryTest.class);
    private static final GrowingFile MOVED = FILE.sibling("moved/served.log");
    private static final GrowingFile REMADE = FILE.sibling("remade/served.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.moved.file", MOVED.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.moved.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.moved.poll-interval", "20S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.remade.file", REMADE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.remade.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.remade.poll-interval", "0.1S")
            .setBeforeAllCustomizer(DirectoryTest::createFiles);

    @Inject
    @TailServerName("moved")
    TailServer moved;

    @Inject
    @TailServerName("remade")
    TailServer remade;

    static void createFiles() {
        FileEvents.require();
        FILE.create("");
        MOVED.create("begin");
        REMADE.create("begin");
    }

    @Test
    void movedAwayAndBack() throws IOException {
        Path directory = MOVED.path().getParent();
        Path away = FILE.sibling("away").path();
        try (TestClient client = TestClient.at(moved.port(), 0)) {
            assertThat(client.readText(5)).isEqualTo("begin");
            Files.move(directory, away);
            FILE.sibling("away/served.log").append(", away");
            assertThat(client.readText(6)).isEqualTo(", away");
            Files.move(away, directory);
            MOVED.append(", and back");
            assertThat(client.readText(10)).isEqualTo(", and back");
            MOVED.append(", for good");
            assertThat(client.readText(10)).isEqualTo(", for good");
        }
    }

    @Test
    void removedAndMadeAnew() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (TestClient old = TestClient.at(remade.port(), 0)) {
                assertThat(old.read(REMADE.size())).isEqualTo(REMADE.bytesFrom(0));
                REMADE.clear();
                assertThat(old.readToEnd()).isEmpty();
            }
            try (TestClient client = TestClient.at(remade.port(), 0)) {
                REMADE.create("begin");
                assertThat(client.readText(5)).isEqualTo("begin");
                REMADE.append(", grown");
                assertThat(client.readText(7)).isEqualTo(", grown");
            }
        }
    }
}
