package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.Mount;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A file that is served by one mount's path and written by another's. It takes root to mount.
 */
class BindMountTest {

    private static final GrowingFile FILE = GrowingFile.of(BindMountTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> FILE.create("before it was mounted over"));

    @Inject
    TailServer server;

    @Test
    void deliversWhatIsWrittenElsewhere() throws Exception {
        Path directory = FILE.path().getParent();
        GrowingFile written = GrowingFile.of(Elsewhere.class).create("one");
        try (Mount mounted = Mount.over(directory, "--bind", written.path().getParent().toString());
                TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("one");
            for (String text : new String[] { "two", "six" }) {
                written.append(text);
                assertThat(client.readText(3)).isEqualTo(text);
            }
        }
        assertThat(Files.readString(FILE.path())).isEqualTo("before it was mounted over");
    }

    /** Names the other directory. */
    private static final class Elsewhere {
    }
}
