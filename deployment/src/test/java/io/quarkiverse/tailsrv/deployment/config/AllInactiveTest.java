package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code active=false} alone there is no thread, no port and not a word in the log.
 */
class AllInactiveTest {

    private static final GrowingFile FILE = GrowingFile.of(AllInactiveTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.active", "false")
            .setBeforeAllCustomizer(() -> FILE.create("not served"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    @Test
    void hasNoThread() {
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
    }

    @Test
    void hasNoPort() throws IOException {
        assertThat(ThisProcess.listeningPorts()).hasSize(1); // HTTP's
    }
}
