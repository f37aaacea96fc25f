package io.quarkiverse.tailsrv.deployment.limits;

import static io.quarkiverse.tailsrv.RefusalReason.HEADER_MALFORMED;
import static io.quarkiverse.tailsrv.RefusalReason.HEADER_TIMEOUT;
import static io.quarkiverse.tailsrv.RefusalReason.HEADER_TOO_LONG;
import static io.quarkiverse.tailsrv.RefusalReason.NO_HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.RefusalReason;
import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who is refused is counted by the reason, once, and nothing is logged: anybody could fill the log.
 */
class RefusalReasonsTest {

    private static final GrowingFile FILE = GrowingFile.of(RefusalReasonsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "2S")
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).isEmpty());

    @Inject
    TailServer server;

    @Test
    void whatIsNoHeader() throws IOException {
        assertRefused("five\n", HEADER_MALFORMED);
    }

    @Test
    void aNumberThatDoesNotEnd() throws IOException {
        assertRefused("1".repeat(64), HEADER_TOO_LONG);
    }

    @Test
    void tooLate() throws IOException {
        assertRefused("5", HEADER_TIMEOUT);
    }

    /** As probes of load balancers and of the kubelet do. */
    @Test
    void goneWithoutAByte() throws IOException {
        long[] expected = counts();
        try (TestClient client = TestClient.connect(server.port()).halfClose()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        TestClient.connect(server.port()).close();
        TestClient.connect(server.port()).reset();
        expected[NO_HEADER.ordinal()] += 3;
        await().untilAsserted(() -> assertThat(counts()).isEqualTo(expected));
    }

    @Test
    void silent() throws IOException {
        assertRefused("", HEADER_TIMEOUT);
    }

    /** It had begun to speak, and leaves by itself. */
    @Test
    void resetsAfterAByte() throws IOException {
        long[] expected = counts();
        TestClient.connect(server.port()).send("5").reset();
        assertRefused("five\n", HEADER_MALFORMED);
        expected[HEADER_MALFORMED.ordinal()]++;
        assertThat(counts()).isEqualTo(expected);
    }

    @Test
    void stopsWithThePort() throws Exception {
        long[] expected = counts();
        try (TestClient silent = TestClient.connect(server.port())) {
            server.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(silent.readToEnd()).isEmpty();
        } finally {
            server.start().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(counts()).isEqualTo(expected);
    }

    private void assertRefused(String sent, RefusalReason reason) throws IOException {
        long[] expected = counts();
        try (TestClient client = TestClient.connect(server.port()).send(sent)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        expected[reason.ordinal()]++;
        await().untilAsserted(() -> assertThat(counts()).isEqualTo(expected));
    }

    private long[] counts() {
        long[] counts = new long[RefusalReason.values().length];
        for (RefusalReason reason : RefusalReason.values()) {
            counts[reason.ordinal()] = ((ManagedServer) server).statistics().refused(reason);
        }
        return counts;
    }
}
