package io.quarkiverse.tailsrv.deployment.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that only reads has no server, and nobody misses one.
 */
class ClientAloneTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.port", "1")
            .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
            .assertLogRecords(ClientAloneTest::assertNothingIsSaid);

    @Inject
    TailServers servers;

    @Inject
    TailClients clients;

    @Inject
    Instance<TailClient> unnamed;

    @Test
    void thereIsNoServer() {
        assertThat(servers.all()).isEmpty();
    }

    @Test
    void oneWithoutAHostIsNone() {
        assertThat(clients.all()).extracting(TailClient::name).containsExactly("audit");
        assertThatThrownBy(unnamed::get).isInstanceOf(InactiveBeanException.class).hasMessageContaining(
                "There is no tailsrv client \"<default>\"; set quarkus.tailsrv.client.host");
    }

    private static void assertNothingIsSaid(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).isEmpty();
    }
}
