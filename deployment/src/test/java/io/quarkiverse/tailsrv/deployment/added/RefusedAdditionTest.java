package io.quarkiverse.tailsrv.deployment.added;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerCustomizer;
import io.quarkiverse.tailsrv.TailServerSettings;
import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.http.ClientAuth;

/**
 * A server that can't be added fails with the messages of the application's start, and leaves its name free.
 */
class RefusedAdditionTest {

    private static final GrowingFile FILE = GrowingFile.of(RefusedAdditionTest.class);
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.off.active", "false")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServers servers;

    @Inject
    TailServer configured;

    @Inject
    TooEarly tooEarly;

    /** Adds a server before those of the configuration have been started. */
    @Singleton
    public static class TooEarly implements TailServerCustomizer {

        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        @Inject
        TailServers servers;

        @Override
        public void customize(TailServerSettings settings) {
            servers.add("early", early -> early.file(FILE.path())).subscribe().with(added -> {
            }, failure::set);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String name, TailServerCustomizer customizer) {
        AbstractThrowableAssert<?, ? extends Throwable> refused = assertThatThrownBy(
                () -> servers.add(name, customizer).await().atMost(LONG));
        assertThat(servers.all()).containsExactly(configured);
        return refused;
    }

    private void assertUnusable(TailServerCustomizer customizer, String message) {
        assertRefused("job", settings -> customizer.customize(settings.file(FILE.path())))
                .isInstanceOf(ConfigurationException.class).hasMessageStartingWith(message);
    }

    @Test
    void forASettingThatIsOutOfRange() {
        assertUnusable(settings -> settings.port(65536), "quarkus.tailsrv.\"job\".test-port: \"65536\" is out of range; use ");
        assertUnusable(settings -> settings.acceptBacklog(0), "quarkus.tailsrv.\"job\".accept-backlog: \"0\" is out of range");
        assertUnusable(settings -> settings.maxConnections(0),
                "quarkus.tailsrv.\"job\".max-connections: \"0\" is out of range");
        assertUnusable(settings -> settings.pollInterval(Duration.ZERO),
                "quarkus.tailsrv.\"job\".poll-interval: \"PT0S\" is out of range; use a duration");
        assertUnusable(settings -> settings.rotationGrace(Duration.ofNanos(1)),
                "quarkus.tailsrv.\"job\".rotation-grace: \"PT0.000000001S\" is out of range");
        assertUnusable(settings -> settings.headerTimeout(Duration.ofDays(400)),
                "quarkus.tailsrv.\"job\".header-timeout: \"PT9600H\" is out of range");
        assertUnusable(settings -> settings.stallTimeout(Duration.ofSeconds(-1)),
                "quarkus.tailsrv.\"job\".stall-timeout: \"PT-1S\" is out of range");
        assertUnusable(settings -> settings.shutdownTimeout(Duration.ofSeconds(-1)),
                "quarkus.tailsrv.\"job\".shutdown-timeout: \"PT-1S\" is out of range");
    }

    @Test
    void forAnAddressThatCantBeUsed() {
        assertUnusable(settings -> settings.host("192.0.2.1"),
                "quarkus.tailsrv.\"job\".host: \"192.0.2.1\" is not an address of this machine");
        assertUnusable(settings -> settings.port(configured.port()), "quarkus.tailsrv.\"job\".test-port: \"" + configured.port()
                + "\" is already in use by the server \"<default>\" of this application");
    }

    @Test
    void withoutAHost() {
        assertUnusable(settings -> settings.host(""), "quarkus.tailsrv.\"job\".host: \"\" is blank; use a host name");
        assertUnusable(settings -> settings.host(" "), "quarkus.tailsrv.\"job\".host: \" \" is blank; use a host name");
    }

    @Test
    void forAFileThatTheSystemDoesNotHave() throws IOException {
        Path archive = FILE.path().resolveSibling("archive.zip");
        try (FileSystem inside = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            assertUnusable(settings -> settings.file(inside.getPath("in.log")),
                    "quarkus.tailsrv.\"job\".file: \"/in.log\" is in a file system of its own");
            assertUnusable(settings -> settings.file(inside.getPath("in-{latest}.log")),
                    "quarkus.tailsrv.\"job\".file: \"/in-{latest}.log\" is in a file system of its own");
        }
    }

    @Test
    void forTls() {
        assertUnusable(settings -> settings.tlsConfigurationName("unknown"),
                "quarkus.tailsrv.\"job\".tls-configuration-name: \"unknown\" is not a TLS configuration");
        assertUnusable(settings -> settings.tlsClientAuth(ClientAuth.REQUIRED),
                "quarkus.tailsrv.\"job\".tls-client-auth: \"required\" needs TLS");
    }

    @Test
    void withoutAFile() {
        assertRefused("job", settings -> settings.port(0)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.\"job\".file is not set: nothing can be served");
    }

    @Test
    void forItsName() {
        for (String name : new String[] { "health", "", " ", "a\"b", "a\nb" }) {
            assertRefused(name, settings -> settings.file(FILE.path())).isInstanceOf(ConfigurationException.class)
                    .hasMessageEndingWith("can't be the name of a server; choose another one");
        }
        assertThatThrownBy(() -> servers.add(null, settings -> settings.file(FILE.path())))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> servers.add("job", null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whileThereIsOneOfItsName() {
        boolean[] called = new boolean[1];
        assertRefused("<default>", settings -> called[0] = true).isInstanceOf(IllegalStateException.class)
                .hasMessage("There is already a tailsrv server \"<default>\"; remove it first, or choose another name");
        assertThat(called[0]).isFalse();
    }

    @Test
    void ifTheConfigurationForbidsIt() {
        assertRefused("off", settings -> settings.file(FILE.path())).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tailsrv.off.active: \"false\" ");
    }

    @Test
    void ifTheCustomizerFails() {
        assertRefused("job", settings -> {
            throw new UnsupportedOperationException("no such job");
        }).isInstanceOf(UnsupportedOperationException.class).hasMessage("no such job");
    }

    /** Other languages have no checked exceptions, and throw them all the same. */
    @Test
    void ifTheCustomizerFailsWithACheckedException() {
        assertRefused("job", settings -> RefusedAdditionTest.<RuntimeException> fail(new IOException("no such job")))
                .hasCauseInstanceOf(IOException.class).hasMessageEndingWith("no such job");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable cause) throws E {
        throw (E) cause;
    }

    @Test
    void beforeTheApplicationHasStartedItsServers() {
        assertThat(tooEarly.failure.get()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"early\" can't be added before the application has started its servers");
    }
}
