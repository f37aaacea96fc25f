package io.quarkiverse.tailsrv.deployment.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What is not a header ends the connection without a byte, in an orderly way: a reset would fail these reads. There is no
 * header timeout here, so that an answer is never the timeout's.
 */
class RefusedHeaderTest {

    private static final GrowingFile FILE = GrowingFile.of(RefusedHeaderTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "0")
            .setBeforeAllCustomizer(() -> FILE.create("not for everyone"));

    @Inject
    TailServer server;

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = { "", " ", "\r", "abc", "5x", "1_000", "0x10", "1.5", "1e3", "12 34", "+", "-", "+-5", "--5", "5-",
            "9223372036854775808", "-9223372036854775809", "\uff11\uff12", "\u0661", "\u22125", "5\u0000", "\ufeff5", "\u200b5",
            "0; DROP TABLE logs", "GET / HTTP/1.1\r" })
    void endsWithoutAByte(String header) throws IOException {
        assertRefused((header + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        assertRefused(new byte[] { '5', (byte) 0xff, '\n' });
        assertRefused(new byte[] { (byte) 0xa0, '5', '\n' }); // a no-break space in ISO 8859-1
        assertRefused(new byte[] { (byte) 0xc0, (byte) 0xb5, '\n' }); // an overlong 5
    }

    @Test
    void sixtyFourBytesWithoutANewlineAreEnough() throws IOException {
        assertRefused("0".repeat(64).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aNewlineThatComesTooLate() throws IOException {
        assertRefused(("0".repeat(64) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingAtAllBeforeTheClientShutsItsWritingSide() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void halfANumberBeforeTheClientShutsItsWritingSide() throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send("-").halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void muchMoreThanAHeader() throws IOException {
        assertRefused("junk".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(byte[] sent) throws IOException {
        try (TestClient client = TestClient.connect(server.port()).send(sent)) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }
}
