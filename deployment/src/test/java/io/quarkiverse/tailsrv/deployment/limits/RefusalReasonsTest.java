package io.quarkiverse.tailsrv.deployment.limits;

import static io.quarkiverse.tailsrv.runtime.report.RefusalReason.HEADER_MALFORMED;
import static io.quarkiverse.tailsrv.runtime.report.RefusalReason.HEADER_TIMEOUT;
import static io.quarkiverse.tailsrv.runtime.report.RefusalReason.HEADER_TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.runtime.report.RefusalReason;
import io.quarkiverse.tailsrv.runtime.server.ManagedServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who is refused is counted by the reason, once, and nothing is logged: anybody could fill the log.
 */
class RefusalReasonsTest {

    private static final GrowingFile FILE = GrowingFile.of(RefusalReasonsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.header-timeout", "1S")
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

    private void assertRefused(String sent, RefusalReason expected) throws IOException {
        long[] before = counts();
        try (TestClient client = TestClient.connect(server.port()).send(sent)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        before[expected.ordinal()]++;
        assertThat(counts()).isEqualTo(before);
    }

    private long[] counts() {
        long[] counts = new long[RefusalReason.values().length];
        for (RefusalReason reason : RefusalReason.values()) {
            counts[reason.ordinal()] = ((ManagedServer) server).statistics().refused(reason);
        }
        return counts;
    }
}
