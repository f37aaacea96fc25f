package io.quarkiverse.tailsrv.deployment.following;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Growth of which no event tells is found by the poll.
 */
class PollTest {

    private static final GrowingFile FILE = GrowingFile.of(PollTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.05S")
            .setBeforeAllCustomizer(() -> FILE.create("begin"));

    @Inject
    TailServer server;

    @Test
    void findsWhatIsWrittenThroughAHardLinkElsewhere() throws IOException {
        Path elsewhere = Files.createDirectories(FILE.sibling("elsewhere").path());
        Path link = Files.createLink(elsewhere.resolve("link"), FILE.path());
        try (TestClient client = TestClient.at(server.port(), FILE.size())) {
            for (String text : new String[] { "one", "two", "six" }) {
                Files.writeString(link, text, StandardOpenOption.APPEND);
                assertThat(client.readText(3)).isEqualTo(text);
            }
        }
    }

    @Test
    void findsWhatIsWrittenThroughAMapping() throws IOException {
        byte[] text = "written through a mapping".getBytes(StandardCharsets.UTF_8);
        int size = FILE.size();
        try (TestClient client = TestClient.at(server.port(), size);
                FileChannel channel = FileChannel.open(FILE.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer mapped = channel.map(MapMode.READ_WRITE, size, text.length); // extends the file
            mapped.put(text);
            assertThat(client.read(text.length)).hasSize(text.length);
        }
        try (TestClient later = TestClient.at(server.port(), size)) {
            assertThat(later.read(text.length)).isEqualTo(text);
        }
    }
}
