package io.quarkiverse.tailsrv.runtime.port;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tailsrv.runtime.ChildJvm;
import io.quarkiverse.tailsrv.runtime.options.ServerOptions;
import io.quarkiverse.tailsrv.runtime.options.TestOptions;
import io.vertx.core.Vertx;

/**
 * What keeps a port from being opened is found out in any language.
 */
class BindFailuresTest {

    private static final String IN_USE_IN_GERMAN = "Die Adresse wird bereits verwendet";
    private static final String NOT_LOCAL_IN_GERMAN = "Die angeforderte Adresse kann nicht zugewiesen werden";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PATIENCE_SECONDS = 20;

    @Test
    void aPortThatIsInUse() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            String port = String.valueOf(holder.getLocalPort());
            assertThat(message(new BindException(IN_USE_IN_GERMAN), null, "host", LOOPBACK, "port", port)).isEqualTo(
                    "quarkus.tailsrv.port: \"" + port + "\" is already in use; set another port or stop what holds it");
        }
    }

    @Test
    void aPortThatNobodyHasSet() throws IOException {
        assertThat(message(new BindException(IN_USE_IN_GERMAN), null, "host", LOOPBACK)).isEqualTo(
                "quarkus.tailsrv.port: \"4321\" is already in use; it is the default, since no port is set for this server;"
                        + " set another port or stop what holds it");
    }

    @Test
    void aPortThatIsAnotherServersOfTheApplication() throws IOException {
        assertThat(message(new BindException(IN_USE_IN_GERMAN), "audit", "host", LOOPBACK)).isEqualTo(
                "quarkus.tailsrv.port: \"4321\" is already in use by the server \"audit\" of this application;"
                        + " it is the default, since no port is set for this server; set another port");
    }

    @Test
    void aHostThatIsElsewhere() throws IOException {
        assertThat(message(new BindException(NOT_LOCAL_IN_GERMAN), null, "host", "192.0.2.1"))
                .startsWith("quarkus.tailsrv.host: \"192.0.2.1\" is not an address of this machine");
    }

    /** Also above the usual 1024, below which ports are privileged: that is a setting of the system. */
    @Test
    void aPortThatIsForbidden(@TempDir Path directory) throws Exception {
        assumeTrue(ChildJvm.isRootWith("unshare", "setpriv"), "another number than 1024 takes root");
        List<String> messages = new ChildJvm(directory)
                .by("unshare", "--net", "sh", "-c", "echo 20000 > /proc/sys/net/ipv4/ip_unprivileged_port_start && exec \"$@\"",
                        "sh")
                .without("net_bind_service").run(Forbidden.class.getName(), "80", "10000", "20000");
        assertThat(messages).containsExactly(
                "quarkus.tailsrv.port: \"80\" can't be opened on 0.0.0.0: Keine Berechtigung; set another port or another host",
                "quarkus.tailsrv.port: \"10000\" can't be opened on 0.0.0.0: Keine Berechtigung; set another port or another host",
                "quarkus.tailsrv.port: \"20000\" is already in use; set another port or stop what holds it");
    }

    /** Run in a JVM of its own. */
    static final class Forbidden {

        public static void main(String... ports) throws IOException {
            try (ServerSocket holder = new ServerSocket(Integer.parseInt(ports[ports.length - 1]))) {
                for (String port : ports) {
                    System.out.println(message(new BindException("Keine Berechtigung"), null, "host", "0.0.0.0", "port", port));
                }
            }
        }
    }

    @Test
    void anotherFailureIsToldAsItIs() throws IOException {
        assertThat(message(new IllegalStateException("no more event loops"), null, "host", LOOPBACK))
                .startsWith("quarkus.tailsrv.port: \"4321\" can't be opened on 127.0.0.1: no more event loops;");
    }

    @Test
    void aPortKnowsItsHolder() throws Exception {
        Vertx vertx = TestVertx.start(1);
        PortFactory factory = new PortFactory(vertx, 1);
        TailPort first = TestPorts.create(factory, client -> null, "host", LOOPBACK, "port", "0");
        try {
            int number = first.open().get(PATIENCE_SECONDS, SECONDS);
            TailPort second = TestPorts.create(factory, client -> null, "host", "0.0.0.0", "port", String.valueOf(number));
            assertThatThrownBy(() -> second.open().get(PATIENCE_SECONDS, SECONDS)).hasMessageContaining(
                    "is already in use by the server \"<default>\" of this application; set another port");
            assertThat(factory.holder(InetAddress.getByName("127.0.0.2"), number)).isNull();
            first.close().get(PATIENCE_SECONDS, SECONDS);
            assertThat(factory.holder(InetAddress.getByName(LOOPBACK), number)).isNull();
        } finally {
            TestVertx.stop(vertx);
        }
    }

    private static String message(Exception cause, String holder, String... settings) throws UnknownHostException {
        ServerOptions options = TestOptions.of(settings);
        PortOptions port = new PortOptions(options, null, null, List.of());
        return BindFailures.unusable(port, InetAddress.getByName(options.host()), cause, holder).getMessage();
    }
}
