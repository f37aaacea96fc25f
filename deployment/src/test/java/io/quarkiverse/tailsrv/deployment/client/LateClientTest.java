package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application of which the build knew no client says so if it is given one when it starts.
 */
class LateClientTest {

    private static final GrowingFile FILE = GrowingFile.of(LateClientTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.with(Apps.class, GrowingFile.class, ThisProcess.class)
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"hub\".host", "logs")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"hub\".mirror.copy", FILE.sibling("copy").path().toString())
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).containsExactly(
                    "quarkus.tailsrv.client.\"hub\".host: \"logs\" has no effect, since the application was built without"
                            + " clients; set it when the application is built"));

    @Test
    void thereIsNoCopy() {
        assertThat(FILE.sibling("copy").path()).doesNotExist();
    }
}
