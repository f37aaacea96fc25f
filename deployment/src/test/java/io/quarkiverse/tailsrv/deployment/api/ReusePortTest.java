package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.TailServerName;
import io.quarkiverse.tailsrv.deployment.examples.SharedPort;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With {@code SO_REUSEPORT}, which has no property, a new process can open the port while the old one has it, and only so:
 * {@link SharedPort} is on the page "From code".
 */
@EnabledOnOs(OS.LINUX)
class ReusePortTest {

    private static final GrowingFile FILE = GrowingFile.of(ReusePortTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.epoll())
            .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage()).addClass(SharedPort.class))
            .overrideRuntimeConfigKey("quarkus.vertx.prefer-native-transport", "true")
            .overrideRuntimeConfigKey("quarkus.tailsrv.other.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.other.port", "0")
            .setBeforeAllCustomizer(() -> FILE.create("content"));

    @Inject
    TailServer server;

    @Inject
    @TailServerName("other")
    TailServer other;

    @Test
    void aPortIsSharedByThoseWhoAgreeOnIt() throws IOException {
        assertServed(server);
        try (ServerSocket newcomer = new ServerSocket()) {
            newcomer.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            newcomer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            assertThat(newcomer.isBound()).isTrue();
        }
        assertServed(server);
    }

    @Test
    void othersAreKeptOut() throws IOException {
        try (ServerSocket newcomer = new ServerSocket()) {
            assertThatThrownBy(() -> newcomer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())))
                    .isInstanceOf(BindException.class);
        }
    }

    /** It has no customizer: one without a qualifier is about the server without a name. */
    @Test
    void anotherServersPortIsItsOwn() throws IOException {
        assertServed(other);
        try (ServerSocket newcomer = new ServerSocket()) {
            newcomer.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            assertThatThrownBy(() -> newcomer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port())))
                    .isInstanceOf(BindException.class);
        }
    }

    private static void assertServed(TailServer server) throws IOException {
        try (TestClient client = TestClient.at(server.port(), 0)) {
            assertThat(client.readText(7)).isEqualTo("content");
        }
    }
}
