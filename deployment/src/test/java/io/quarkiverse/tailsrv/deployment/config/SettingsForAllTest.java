package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What is set without a server's name protects named servers as well, and those that only code knows.
 */
class SettingsForAllTest {

    private static final GrowingFile FILE = GrowingFile.of(SettingsForAllTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideConfigKey("quarkus.tailsrv.host", "127.0.0.1")
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "1")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".host", "localhost")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"other\".max-connections", "")
            .overrideRuntimeConfigKey("where", FILE.path().toString())
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @Singleton
    @TailServerName("code")
    public static class FromCode implements TailServerCustomizer {

        @ConfigProperty(name = "where")
        Path file;

        @Override
        public void customize(TailServerSettings settings) {
            assertThat(settings.host()).isEqualTo("127.0.0.1");
            settings.file(file);
        }
    }

    @Test
    void eachListensWhereIsSetForAll() {
        assertThat(host("audit")).isEqualTo("127.0.0.1");
        assertThat(host("code")).isEqualTo("127.0.0.1");
        assertThat(host("other")).isEqualTo("localhost");
    }

    @Test
    void eachHasTheLimitThatIsSetForAll() throws IOException {
        assertTakesASecondClient("audit", false);
        assertTakesASecondClient("code", false);
        assertTakesASecondClient("other", true);
    }

    private String host(String server) {
        return servers.find(server).orElseThrow().host();
    }

    private void assertTakesASecondClient(String server, boolean expected) throws IOException {
        int port = servers.find(server).orElseThrow().port();
        try (TestClient first = TestClient.at(port, 0)) {
            assertThat(first.readText(7)).isEqualTo("content");
            try (TestClient second = TestClient.at(port, 0)) {
                if (expected) {
                    assertThat(second.readText(7)).isEqualTo("content");
                } else {
                    assertThat(second.readToEnd()).isEmpty();
                }
            }
        }
    }
}
