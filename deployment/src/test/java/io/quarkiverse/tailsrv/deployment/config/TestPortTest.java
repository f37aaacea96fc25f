package io.quarkiverse.tailsrv.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServers;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests run while something holds the ports that are set, as the same application in dev mode does.
 */
class TestPortTest {

    private static final GrowingFile FILE = GrowingFile.of(TestPortTest.class);
    private static final String HELD_PORT = TestPortTest.class.getName() + ".port";

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .overrideRuntimeConfigKey("quarkus.tailsrv.file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.port", "${" + HELD_PORT + "}")
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".file", FILE.path().toString())
            .overrideRuntimeConfigKey("quarkus.tailsrv.\"audit\".port", "${" + HELD_PORT + "}")
            .setBeforeAllCustomizer(TestPortTest::holdThePort)
            .setAfterAllCustomizer(TestPortTest::freeThePort);

    private static ServerSocket holder;

    @Inject
    TailServers servers;

    private static void holdThePort() {
        FILE.create("content");
        try {
            holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            System.setProperty(HELD_PORT, String.valueOf(holder.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void freeThePort() {
        System.clearProperty(HELD_PORT);
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachServerHasAFreeOne() {
        assertThat(servers.all()).hasSize(2).allSatisfy(server -> assertThat(server.port()).isPositive()
                .isNotEqualTo(Integer.getInteger(HELD_PORT)));
    }
}
