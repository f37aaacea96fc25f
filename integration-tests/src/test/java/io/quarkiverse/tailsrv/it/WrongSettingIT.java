package io.quarkiverse.tailsrv.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A setting that can't be used ends the packaged app at once, and the last it says names the property and the value.
 */
class WrongSettingIT {

    @TempDir
    Path directory;

    static List<Arguments> settings() {
        return List.of(
                arguments("quarkus.tailsrv.port", "70000"),
                arguments("quarkus.tailsrv.port", "-1"),
                arguments("quarkus.tailsrv.port", "abc"),
                arguments("quarkus.tailsrv.\"audit\".port", "65536"),
                arguments("quarkus.tailsrv.accept-backlog", "0"),
                arguments("quarkus.tailsrv.poll-interval", "0"),
                arguments("quarkus.tailsrv.poll-interval", "-1S"),
                arguments("quarkus.tailsrv.poll-interval", "soon"),
                arguments("quarkus.tailsrv.rotation-grace", "-1S"),
                arguments("quarkus.tailsrv.header-timeout", "-1S"),
                arguments("quarkus.tailsrv.shutdown-timeout", "-1S"),
                arguments("quarkus.tailsrv.on-rotation", "nonsense"),
                arguments("quarkus.tailsrv.tls-configuration-name", "nowhere"),
                arguments("quarkus.tailsrv.\"audit\".tls-configuration-name", "<default>"), // has no key store
                arguments("quarkus.tailsrv.tls-client-auth", "required"), // without TLS
                arguments("quarkus.tailsrv.tls-client-auth", "maybe"),
                arguments("quarkus.tailsrv.host", "192.0.2.1"),
                arguments("quarkus.tailsrv.host", "no-such-host.invalid"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isNamedWithItsValue(String property, String value) throws Exception {
        assertRefused(property, value);
    }

    @Test
    void aReservedNameIsNoServer() throws Exception {
        try (DemoProcess demo = start("-Dquarkus.tailsrv.\"health\".file=any.log")) {
            assertThat(demo.status()).isEqualTo(1);
            assertThat(demo.output()).contains("quarkus.tailsrv.\"health\"", "can't be the name of a server");
        }
    }

    @Test
    void aPortThatSomebodyElseHolds() throws Exception {
        try (ServerSocket holder = hold()) {
            assertRefused("quarkus.tailsrv.port", String.valueOf(holder.getLocalPort()));
        }
    }

    @Test
    void aPortThatAnotherServerOfTheAppHolds() throws Exception {
        int port;
        try (ServerSocket holder = hold()) {
            port = holder.getLocalPort();
        }
        assertRefused("quarkus.tailsrv.\"audit\".port", String.valueOf(port), "-Dquarkus.tailsrv.port=" + port);
    }

    @Test
    void aPathThatTheLocaleCanNotHave() throws Exception {
        Path properties = Files.writeString(directory.resolve("umlaut.properties"),
                "quarkus.tailsrv.file=/var/log/pr\\u00fcfung.log");
        try (DemoProcess demo = DemoProcess.start(directory, Map.of("LC_ALL", "C"),
                "-Dquarkus.config.locations=" + properties)) {
            assumeFalse(DemoProcess.isNative(), "a binary has the locale of its build");
            assertThat(demo.status()).isEqualTo(1);
            assertThat(demo.output()).contains("quarkus.tailsrv.file: ", "LC_ALL=C.UTF-8").doesNotContain("\tat ");
        }
    }

    @Test
    void aHostThatNeedsIpv6() throws Exception {
        assumeFalse(DemoProcess.isNative(), "a binary has no such switch");
        assertRefused("quarkus.tailsrv.host", "::", "-Djava.net.preferIPv4Stack=true");
    }

    private void assertRefused(String property, String value, String... others) throws Exception {
        List<String> settings = new ArrayList<>(List.of("-Dquarkus.tailsrv.port=0",
                "-Dquarkus.tailsrv.\"audit\".file=audit.log", "-Dquarkus.tailsrv.\"audit\".host=localhost",
                "-Dquarkus.tailsrv.\"audit\".port=0"));
        settings.addAll(List.of(others));
        settings.add("-D" + property + '=' + value); // the last one of a name counts
        try (DemoProcess demo = start(settings.toArray(String[]::new))) {
            assertThat(demo.status()).isEqualTo(1);
            assertThat(demo.output().lines()).anySatisfy(line -> assertThat(line).contains(property, '"' + value + '"'));
            assertThat(demo.output()).doesNotContain("\tat "); // told, not dumped
        }
    }

    private DemoProcess start(String... settings) throws IOException {
        return DemoProcess.start(directory, Map.of(), settings);
    }

    private static ServerSocket hold() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
