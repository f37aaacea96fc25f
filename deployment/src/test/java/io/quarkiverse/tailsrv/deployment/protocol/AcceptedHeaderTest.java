package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Whatever tailsrv accepts as a header is accepted, and the stream begins exactly where the header says.
 */
class AcceptedHeaderTest {

    private static final String CONTENT = "0123456789abcdefghij";
    private static final GrowingFile FILE = GrowingFile.of(AcceptedHeaderTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create(CONTENT));

    @Inject
    TailServer server;

    static List<Arguments> headers() {
        return List.of(
                arguments("0", 0),
                arguments("5", 5),
                arguments("+5", 5),
                arguments("-0", 0),
                arguments("+0", 0),
                arguments("007", 7),
                arguments(" 7 \r", 7),
                arguments("\t7", 7),
                arguments("\u000b\f7\u0085", 7),
                arguments("\u00a07\u00a0", 7),
                arguments("\u30007\u3000", 7),
                arguments("\u20037\u2003\u2028", 7),
                arguments("-1", 19),
                arguments("-20", 0),
                arguments("-21", 0),
                arguments("-9223372036854775808", 0),
                arguments("0".repeat(62) + "5", 5),
                arguments("-" + "0".repeat(61) + "5", 15),
                arguments(" ".repeat(62) + "5", 5));
    }

    @ParameterizedTest(name = "\"{0}\" starts at {1}")
    @MethodSource("headers")
    void startsWhereTheHeaderSays(String header, int position) throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(header + "\n")) {
            assertThat(client.readText(CONTENT.length() - position)).isEqualTo(CONTENT.substring(position));
        }
    }

    @Test
    void aHeaderMayComeAByteAPacket() throws IOException {
        try (TestClient client = TestClient.connect(server.port())) {
            for (byte each : "  +12 \r\n".getBytes(StandardCharsets.UTF_8)) {
                client.send(new byte[] { each });
            }
            assertThat(client.readText(8)).isEqualTo(CONTENT.substring(12));
        }
    }

    @Test
    void whatComesInTheSamePacketIsThrownAway() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send("5\n12\nGET / HTTP/1.1\r\n\r\n")) {
            assertThat(client.readText(15)).isEqualTo(CONTENT.substring(5));
        }
    }
}
