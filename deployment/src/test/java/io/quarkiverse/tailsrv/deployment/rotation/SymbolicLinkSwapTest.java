package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A mounted ConfigMap of Kubernetes: the file is a link through {@code ..data}, which is swapped for another directory.
 */
class SymbolicLinkSwapTest {

    private static final GrowingFile FILE = GrowingFile.of(SymbolicLinkSwapTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.3S")
            .setBeforeAllCustomizer(SymbolicLinkSwapTest::mount);

    @Inject
    TailServer server;

    static void mount() {
        FILE.create("");
        try {
            Files.delete(FILE.path());
            pointTo("v0");
            Files.createSymbolicLink(FILE.path(), Path.of("..data", "served.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a directory of that name, with a file that holds the name, the one that is seen. */
    private static GrowingFile pointTo(String version) throws IOException {
        GrowingFile target = FILE.sibling(version + "/served.log");
        Files.createDirectories(target.path().getParent());
        target.append(version);
        Path link = Files.createSymbolicLink(FILE.sibling("..data_tmp").path(), Path.of(version));
        Files.move(link, FILE.sibling("..data").path(), StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    @Test
    void isARotation() throws IOException {
        for (int i = 1; i <= 5; i++) {
            String before = "v" + (i - 1);
            String after = "v" + i;
            try (TestClient old = TestClient.at(server.port(), 0)) {
                assertThat(old.read(FILE.size())).isEqualTo(FILE.bytesFrom(0)).startsWith(before.getBytes());
                GrowingFile target = pointTo(after);
                assertThat(old.readToEnd()).isEmpty();
                try (TestClient next = TestClient.at(server.port(), 0)) {
                    assertThat(next.readText(2)).isEqualTo(after);
                    target.append(", grown");
                    assertThat(next.readText(7)).isEqualTo(", grown");
                }
            }
        }
    }
}
