package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Built with {@code enabled=false}, an application is as if the extension were not there.
 */
class DisabledTest {

    private static final GrowingFile FILE = GrowingFile.of(DisabledTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideConfigKey("quarkus.tailsrv.enabled", "false")
            .setBeforeAllCustomizer(() -> FILE.create("not served"))
            .setLogRecordPredicate(record -> true)
            .assertLogRecords(DisabledTest::assertNothingSaid);

    @Inject
    @Any
    Instance<TailServer> servers;

    @Test
    void thereIsNoBean() {
        assertThat(servers.isUnsatisfied()).isTrue();
    }

    @Test
    void thereIsNoThreadAndNoFileOpen() {
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
        assertThat(ThisProcess.descriptorsOf(FILE.path())).isEmpty();
    }

    private static void assertNothingSaid(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).anyMatch(message -> message.contains("Installed features"))
                .noneMatch(message -> message.contains("tailsrv,") || message.contains("tailsrv]"))
                .noneMatch(message -> message.contains("quarkus.tailsrv"));
    }
}
