package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * {@code echo 5 | nc -N} shuts its writing side at once, and reads on.
 */
class HalfCloseTest {

    private static final GrowingFile FILE = GrowingFile.of(HalfCloseTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create("0123456789"));

    @Inject
    TailServer server;

    @ParameterizedTest
    @ValueSource(strings = { "5\n", "5", "5\njunk", " 5 " })
    void isServedForAsLongAsItReads(String sent) throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(sent).halfClose()) {
            assertThat(client.read(FILE.size() - 5)).isEqualTo(FILE.bytesFrom(5));
            FILE.append("one");
            assertThat(client.readText(3)).isEqualTo("one");
            FILE.append("two");
            assertThat(client.readText(3)).isEqualTo("two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\n", "" })
    void mayWaitForItsOffsetToo(String newline) throws IOException {
        long later = FILE.size() + 4;
        try (TestClient client = TestClient.connect(server.port()).send(later + newline).halfClose()) {
            FILE.append("skiptake");
            assertThat(client.readText(4)).isEqualTo("take");
        }
    }
}
