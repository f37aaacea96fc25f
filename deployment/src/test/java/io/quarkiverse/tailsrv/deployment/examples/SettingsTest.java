package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application starts with the single settings that the pages show, and knows all of them.
 */
class SettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .withConfigurationResource("examples/settings.properties")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkus.config"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING)).isEmpty())
            // One of them is a log level, which would stay for the classes that are run after this one
            .setAfterAllCustomizer(() -> Logger.getLogger("io.quarkiverse.tailsrv").setLevel(null));

    @Inject
    TailServer server;

    @Test
    void areTaken() {
        assertThat(server.host()).isEqualTo("127.0.0.1");
        assertThat(server.file()).isEqualTo(Path.of("/var/log/app/app.log.[0-9]*"));
        assertThat(server.state()).isEqualTo(TailServerState.WAITING);
    }
}
