package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application starts with the properties that the pages show, and knows all of them.
 */
class PropertiesTest {

    private static final int ROOM = 10;

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .withConfigurationResource("examples/servers-and-clients.properties")
            .setLogRecordPredicate(
                    record -> record.getLoggerName().matches("io\\.quarkus\\.config|io\\.quarkiverse\\.tailsrv\\..+"))
            .assertLogRecords(records -> assertThat(Apps.messages(records, Level.WARNING))
                    .noneMatch(message -> message.contains("Unrecognized configuration key"))
                    .anyMatch(message -> message.startsWith(
                            "quarkus.tailsrv.\"audit\".max-connections: 10 connections are open, which is the limit; ")));

    @Inject
    TailServer journal;

    @Inject
    @TailServerName("audit")
    TailServer audit;

    @Inject
    TailServers servers;

    @Inject
    TailClients clients;

    @Test
    void eachFileHasItsServer() {
        assertThat(servers.all()).containsExactly(journal, audit);
        assertThat(journal.file()).isEqualTo(Path.of("/var/log/app/journal.log"));
        assertThat(audit.file()).isEqualTo(Path.of("/var/log/app/audit.log"));
    }

    @Test
    void aNamedServerHasWhatIsSetForItAndElseWhatIsSetForAll() throws IOException {
        assertThat(audit.host()).isEqualTo("127.0.0.1");
        List<TestClient> guests = new ArrayList<>();
        try {
            for (int i = 0; i < ROOM; i++) {
                guests.add(TestClient.at(audit.port(), 0));
            }
            try (TestClient oneTooMany = TestClient.connect(audit.port())) {
                assertThat(oneTooMany.readToEnd()).isEmpty();
            }
        } finally {
            for (TestClient guest : guests) {
                guest.close();
            }
        }
    }

    @Test
    void aClientHasAHost() {
        assertThat(clients.all()).extracting(TailClient::name).containsExactly("audit", "orders");
    }
}
