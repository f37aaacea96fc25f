package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What is known at run time only can be set from code, for servers that are configured and for others.
 */
class CustomizerTest {

    private static final GrowingFile FILE = GrowingFile.of(CustomizerTest.class);
    private static final GrowingFile AUDIT = FILE.sibling("audit.log");

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("where", FILE.path().getParent().toString())
            .setBeforeAllCustomizer(() -> FILE.create("unnamed"));

    @Inject
    TailServers servers;

    @Inject
    TailServer unnamed;

    @Singleton
    public static class Unnamed implements TailServerCustomizer {

        @ConfigProperty(name = "where")
        Path directory;

        @Override
        public void customize(TailServerSettings settings) {
            assertThat(settings.name()).isEqualTo("<default>");
            assertThat(settings.file()).isEmpty();
            assertThat(settings.host()).isEqualTo("localhost");
            assertThat(settings.port()).isZero();
            settings.file(directory.resolve("served.log")).host("127.0.0.1");
        }
    }

    @Singleton
    @TailServerName("audit")
    public static class Audit implements TailServerCustomizer {

        @ConfigProperty(name = "where")
        Path directory;

        @Override
        public void customize(TailServerSettings settings) {
            assertThat(settings.name()).isEqualTo("audit");
            settings.file(directory.resolve("audit.log")).port(0);
        }
    }

    @Test
    void servesWhatCodeSays() throws IOException {
        assertThat(servers.all()).extracting(TailServer::name).containsExactly("<default>", "audit");
        assertThat(servers.find("<default>")).containsSame(unnamed);
        assertThat(servers.find("other")).isEmpty();
        assertThat(unnamed.file()).isEqualTo(FILE.path());
        assertThat(unnamed.host()).isEqualTo("127.0.0.1");
        assertServed(unnamed, "unnamed");
        AUDIT.append("who did what");
        assertServed(servers.find("audit").orElseThrow(), "who did what");
    }

    private static void assertServed(TailServer server, String content) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(content.length())).isEqualTo(content);
        }
    }
}
