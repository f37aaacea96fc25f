package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

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
 * What is written to a renamed file within the grace, by a writer that has not reopened yet, belongs to it. The grace is much
 * longer than the poll interval, and one that no pause of this test outlasts.
 */
class LateWriteTest {

    private static final String GRACE = "5S";
    private static final GrowingFile CLOSING = GrowingFile.of(LateWriteTest.class);
    private static final GrowingFile FOLLOWING = CLOSING.sibling("followed.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(CLOSING)
            .overrideRuntimeConfigKey("quarkus.tailsrv.rotation-grace", GRACE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.following.file", FOLLOWING.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.following.port", "0")
            .overrideRuntimeConfigKey("quarkus.tailsrv.following.on-rotation", "follow")
            .overrideRuntimeConfigKey("quarkus.tailsrv.following.rotation-grace", GRACE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.following.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> CLOSING.create("old"));

    @Inject
    TailServer closing;

    @Inject
    @TailServerName("following")
    TailServer following;

    @Test
    void comesBeforeTheEnd() throws IOException {
        try (TestClient client = TestClient.at(closing.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            GrowingFile renamed = CLOSING.rename("served.log.1");
            renamed.append(", late");
            CLOSING.append("new");
            assertServed(closing, "new"); // at once, while the old one is still followed
            renamed.append(", later");
            assertThat(client.readTextToEnd()).isEqualTo(", late, later");
        }
    }

    @Test
    void comesBeforeTheNextFile() throws IOException {
        FOLLOWING.append("old");
        try (TestClient client = TestClient.at(following.port(), 0)) {
            assertThat(client.readText(3)).isEqualTo("old");
            GrowingFile renamed = FOLLOWING.rename("followed.log.1");
            renamed.append(", late, ");
            FOLLOWING.append("new");
            assertServed(following, "new");
            assertThat(client.readText(11)).isEqualTo(", late, new");
        }
    }

    private static void assertServed(TailServer server, String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }
}
