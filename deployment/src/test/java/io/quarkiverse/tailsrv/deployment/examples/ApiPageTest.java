package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.LogLines;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * {@link Announcement}, {@link Bookkeeping}, {@link Bill} and {@link JobLogs} do what the page "From code" says.
 */
class ApiPageTest {

    private static final GrowingFile FILE = GrowingFile.of(ApiPageTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");
    private static final GrowingFile JOB = FILE.sibling("job.log");
    private static final int PORT = FreePort.any();
    private static final int AUDIT_PORT = FreePort.any();
    private static final String THREAD = JRE.currentVersionNumber() >= 21 ? "VirtualThread[" : "Thread[";

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage())
                    .addClasses(Announcement.class, Bookkeeping.class, Bill.class, JobLogs.class))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(PORT))
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", AUDIT.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".test-port", String.valueOf(AUDIT_PORT))
            .setBeforeAllCustomizer(() -> FILE.create("content"))
            .assertLogRecords(ApiPageTest::assertAnnounced);

    @Inject
    TailServer server;

    @Inject
    TailServers servers;

    @Inject
    JobLogs jobs;

    private static void assertAnnounced(List<LogRecord> records) {
        records.removeIf(record -> !record.getLoggerName().equals(Announcement.class.getName()));
        assertThat(Apps.messages(records, Level.INFO)).containsExactly(
                "The journal is at localhost:" + PORT + ", the audit trail at localhost:" + AUDIT_PORT,
                "<default>: SERVING, 7 bytes", "audit: WAITING, 0 bytes");
    }

    @Test
    void observersSeeConnectionsAndRotations() throws IOException {
        try (LogLines bookkeeping = LogLines.of(Bookkeeping.class); LogLines bill = LogLines.of(Bill.class)) {
            int port;
            try (TestClient client = TestClient.at(server.port(), 0)) {
                port = client.localPort();
                assertThat(client.readText(7)).isEqualTo("content");
                FILE.replace("another");
                assertThat(client.readToEnd()).isEmpty();
            }
            await().untilAsserted(() -> {
                assertThat(bookkeeping.all()).contains(FILE.path() + " REPLACED after 7 bytes")
                        .anySatisfy(line -> assertThat(line).endsWith("127.0.0.1:" + port + " got 7 bytes: ROTATION"));
                assertThat(bill.all()).anySatisfy(line -> assertThat(line).startsWith("7 bytes, on " + THREAD));
            });
        }
    }

    @Test
    void filesOfJobsComeAndGo() throws IOException {
        JOB.append("begun");
        int port = jobs.publish("nightly", JOB.path()).await().indefinitely();
        assertThat(servers.find("nightly").map(TailServer::port)).contains(port);
        try (TestClient client = TestClient.at(port, 0)) {
            assertThat(client.readText(5)).isEqualTo("begun");
            JOB.replace("and another file");
            assertThat(client.readText(16)).isEqualTo("and another file");
            jobs.withdraw("nightly").await().indefinitely();
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(servers.find("nightly")).isEmpty();
    }
}
