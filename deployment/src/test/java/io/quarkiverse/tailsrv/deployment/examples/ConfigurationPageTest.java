package io.quarkiverse.tailsrv.deployment.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailClientName;
import io.quarkiverse.tailsrv.client.TailClients;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * {@link Journal} and the mirror of {@link ClientSnippets} do what the page "Configuration" says.
 */
class ConfigurationPageTest {

    private static final GrowingFile FILE = GrowingFile.of(ConfigurationPageTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = reading(FreePort.any());

    private static QuarkusUnitTest reading(int port) {
        return Apps.serving(FILE)
                .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage())
                        .addClasses(Journal.class, ClientSnippets.class))
                .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", String.valueOf(port))
                .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".host", "localhost")
                .overrideRuntimeConfigKey("quarkus.tailsrv.client.\"audit\".port", String.valueOf(port))
                .setBeforeAllCustomizer(() -> FILE.create("one\ntwo\n"));
    }

    @Inject
    Journal journal;

    @Inject
    @TailClientName("audit")
    TailClient audit;

    @Inject
    TailClients clients;

    @Test
    void readsMirrorsAndObserves() throws IOException {
        await().untilAsserted(() -> assertThat(journal.lines()).contains("one", "two"));
        GrowingFile copy = FILE.sibling("copy.log");
        Cancellable mirror = new ClientSnippets("localhost", 0).mirror(clients, audit, copy.path().toString());
        await().untilAsserted(() -> assertThat(copy.path()).hasContent("one\ntwo\n"));
        FILE.replace("three\n");
        await().untilAsserted(
                () -> assertThat(journal.lines()).contains("three", "The file of audit was replaced"));
        await().untilAsserted(() -> assertThat(copy.path()).hasContent("three\n"));
        mirror.cancel();
    }
}
