package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FileEvents;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Behind a symbolic link growth is noticed by events just as well: there is no poll here that could help.
 */
class SymbolicLinkTest {

    private static final GrowingFile LINK = GrowingFile.of(SymbolicLinkTest.class);
    private static final Path DATA = LINK.sibling("data").path();
    private static final GrowingFile TARGET = LINK.sibling("data/real/target.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(LINK)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "60S")
            .setBeforeAllCustomizer(SymbolicLinkTest::link);

    @Inject
    TailServer server;

    /** served.log leads to ..current/target.log, and ..current to data/real. */
    static void link() {
        FileEvents.require();
        LINK.create("");
        try {
            Files.delete(LINK.path());
            Files.createDirectories(DATA.resolve("real"));
            TARGET.append("begin");
            Files.createSymbolicLink(LINK.sibling("..current").path(), DATA.resolve("real"));
            Files.createSymbolicLink(LINK.path(), Path.of("..current", "target.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isFollowedToItsTarget() throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(5)).isEqualTo("begin");
            for (String text : new String[] { "one", "two", "six" }) {
                TARGET.append(text);
                assertThat(client.readText(3)).isEqualTo(text);
            }
        }
    }
}
