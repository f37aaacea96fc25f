package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

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
 * Where a stream begins when the file grows just then. The poll is too slow to help.
 */
class OffsetTest {

    private static final GrowingFile FILE = GrowingFile.of(OffsetTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "60S")
            .setBeforeAllCustomizer(() -> {
                FileEvents.require();
                FILE.create("begin\n");
            });

    @Inject
    TailServer server;

    @Test
    void anOffsetPastTheEndWaitsAndStartsExactlyThere() throws IOException {
        try (TestClient near = TestClient.at(server.port(), FILE.size() + 3);
                TestClient far = TestClient.at(server.port(), FILE.size() + 10)) {
            FILE.append("01234");
            assertThat(near.readText(2)).isEqualTo("34");
            FILE.append("56789");
            assertThat(near.readText(5)).isEqualTo("56789");
            FILE.append("and on");
            assertThat(near.readText(6)).isEqualTo("and on");
            assertThat(far.readText(6)).isEqualTo("and on");
        }
    }

    @Test
    void theEndItselfIsAnOffset() throws IOException {
        try (TestClient client = TestClient.at(server.port(), FILE.size())) {
            FILE.append("what comes next");
            assertThat(client.readText(15)).isEqualTo("what comes next");
        }
    }

    @Test
    void aNegativeOffsetCountsFromTheSizeAtTheMomentOfAsking() throws IOException {
        for (int i = 0; i < 300; i++) {
            String line = String.format("line %04d\n", i);
            FILE.append(line);
            try (TestClient client = TestClient.at(server.port(), -line.length())) {
                assertThat(client.readText(line.length())).isEqualTo(line);
            }
        }
    }

    @Test
    void aNegativeOffsetGoesOnWithWhatIsAppended() throws IOException {
        FILE.append("tail");
        try (TestClient client = TestClient.at(server.port(), -4)) {
            assertThat(client.readText(4)).isEqualTo("tail");
            FILE.append("more");
            assertThat(client.readText(4)).isEqualTo("more");
        }
    }
}
