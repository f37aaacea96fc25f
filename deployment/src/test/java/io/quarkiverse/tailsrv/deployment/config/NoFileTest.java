package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.ThisProcess;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that has the extension and no file to serve starts, and says once what is missing.
 */
class NoFileTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.with(Apps.class, ThisProcess.class) // an application that is no client either
            .assertLogRecords(NoFileTest::assertOneWarning);

    @Inject
    @Any
    InjectableInstance<TailServer> servers;

    @Inject
    Instance<TailServer> unnamed;

    @Inject
    @TailServerName("audit")
    Instance<TailServer> audit;

    @Test
    void thereIsNoServer() {
        assertThatThrownBy(unnamed::get).isInstanceOf(InactiveBeanException.class)
                .hasMessageContainingAll("<default>", "quarkus.tailsrv.file", "quarkus.tailsrv.active");
        assertThatThrownBy(audit::get).isInstanceOf(InactiveBeanException.class)
                .hasMessageContainingAll("\"audit\"", "quarkus.tailsrv.\"audit\".file");
        assertThat(servers.listActive()).isEmpty();
    }

    @Test
    void thereIsNoThread() {
        await().untilAsserted(() -> assertThat(ThisProcess.tailsrvThreads()).isEmpty());
    }

    private static void assertOneWarning(List<LogRecord> records) {
        assertThat(Apps.messages(records, Level.INFO)).singleElement().asString()
                .startsWith("quarkus.tailsrv.file is not set: nothing is served");
    }
}
