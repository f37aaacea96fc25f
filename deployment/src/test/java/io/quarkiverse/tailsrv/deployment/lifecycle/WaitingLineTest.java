package io.quarkiverse.tailsrv.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerState;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Where there is nothing to serve, the start line does not read as success, and one warning says what may be wrong.
 */
class WaitingLineTest {

    private static final GrowingFile FILE = GrowingFile.of(WaitingLineTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = withFiles(Apps.serving(FILE), "tilde", "~/waiting.log", "url", "file:///waiting.log",
            "quoted", "\"/waiting.log\"", "blank", "/waiting.log ", "directory", FILE.path().getParent().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .setBeforeAllCustomizer(() -> FILE.sibling("other.log").create("not served"))
            .assertLogRecords(WaitingLineTest::assertLines);

    @Inject
    TailServer server;

    @Inject
    TailServers servers;

    private static QuarkusUnitTest withFiles(QuarkusUnitTest app, String... namesAndFiles) {
        for (int i = 0; i < namesAndFiles.length; i += 2) {
            String server = "quarkus.tailsrv.\"" + namesAndFiles[i] + "\".";
            app.overrideRuntimeConfigKey(server + "file", namesAndFiles[i + 1]).overrideRuntimeConfigKey(server + "port", "0");
        }
        return app;
    }

    @Test
    void waits() throws IOException {
        assertThat(servers).hasSize(6).extracting(TailServer::state).containsOnly(TailServerState.WAITING);
        FILE.append("content");
        await().until(server::state, TailServerState.SERVING::equals);
    }

    private static void assertLines(List<LogRecord> records) {
        List<String> messages = Apps.messages(records, Level.INFO);
        assertThat(messages).noneMatch(message -> message.startsWith("Tailing "))
                .filteredOn(message -> message.startsWith("Waiting for ")).hasSize(6)
                .anyMatch(message -> message.matches("Waiting for \\Q" + FILE.path() + "\\E on localhost:\\d+ \\(NIO\\)"));
        assertThat(messages).filteredOn(message -> message.endsWith("is served now")).singleElement().asString()
                .startsWith("quarkus.tailsrv.file: \"" + FILE.path());
        assertWarned(records, "quarkus.tailsrv.file", "does not exist; clients wait until it does");
        assertWarned(records, "quarkus.tailsrv.\"tilde\".file", "home directory");
        assertWarned(records, "quarkus.tailsrv.\"url\".file", "not a URL");
        assertWarned(records, "quarkus.tailsrv.\"quoted\".file", "remove the quotes");
        assertWarned(records, "quarkus.tailsrv.\"blank\".file", "remove the blank");
        assertWarned(records, "quarkus.tailsrv.\"directory\".file", "is a directory; set the path of a file in it");
    }

    private static void assertWarned(List<LogRecord> records, String property, String what) {
        assertThat(Apps.messages(records, Level.WARNING)).filteredOn(message -> message.startsWith(property + ':'))
                .singleElement().asString().contains(what);
    }
}
