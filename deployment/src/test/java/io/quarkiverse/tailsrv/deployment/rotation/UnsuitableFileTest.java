package io.quarkiverse.tailsrv.deployment.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Where there was a file there is something that can't be tailed, and then a file again. Nothing hangs, though to open a fifo
 * blocks; the log has one warning each time.
 */
class UnsuitableFileTest {

    private static final GrowingFile FILE = GrowingFile.of(UnsuitableFileTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.poll-interval", "0.1S")
            .setBeforeAllCustomizer(() -> FILE.create(""))
            .assertLogRecords(UnsuitableFileTest::assertWarnedOncePerKind);

    @Inject
    TailServer server;

    @Test
    void aDirectory() throws Exception {
        assertServedAgainAfter(Files::createDirectory);
    }

    @Test
    void aFifo() throws Exception {
        assertServedAgainAfter(path -> {
            Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
            assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0).isTrue();
        });
    }

    @Test
    void aDevice() throws Exception {
        assertServedAgainAfter(path -> Files.createSymbolicLink(path, Path.of("/dev/zero")));
    }

    @Test
    void aSocket() throws Exception {
        assertServedAgainAfter(path -> {
            try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                Path shorter = Path.of("").toAbsolutePath().relativize(path); // an address has some hundred bytes
                socket.bind(UnixDomainSocketAddress.of(shorter)); // it stays when the socket is closed
            }
        });
    }

    @Test
    void aFileThatIsShorterThanItsSize() throws Exception {
        assertServedAgainAfter(path -> Files.createSymbolicLink(path, Path.of("/sys/devices/system/cpu/online")));
    }

    @Test
    void aFileWithoutASize() throws Exception {
        assertServedAgainAfter(path -> Files.createSymbolicLink(path, Path.of("/proc/version")));
    }

    private interface Maker {
        void make(Path path) throws Exception;
    }

    private void assertServedAgainAfter(Maker maker) throws Exception {
        FILE.replace("old");
        try (TestClient old = TestClient.at(server.port(), 0)) {
            assertThat(old.readText(3)).isEqualTo("old");
            GrowingFile renamed = FILE.rename("served.log.1");
            maker.make(FILE.path());
            assertThat(old.readToEnd()).isEmpty();
            await().until(() -> server.problem().isPresent());
            Files.delete(renamed.path());
            try (TestClient waiting = TestClient.at(server.port(), 0)) {
                Files.delete(FILE.path());
                FILE.append("new");
                assertThat(waiting.readText(3)).isEqualTo("new");
            }
        }
    }

    private static void assertWarnedOncePerKind(List<LogRecord> records) {
        List<String> warnings = Apps.messages(records, Level.WARNING);
        assertThat(warnings).allMatch(warning -> warning.startsWith("quarkus.tailsrv.file: \"" + FILE.path() + '"'));
        assertThat(warnings).filteredOn(warning -> warning.contains("is a directory")).hasSize(1);
        assertThat(warnings).filteredOn(warning -> warning.contains("is not a regular file")).hasSize(3);
        assertThat(warnings).filteredOn(warning -> warning.contains("can't be read up to its size of 4096 bytes")).hasSize(1);
        assertThat(warnings).filteredOn(warning -> warning.contains("has a size of 0 bytes but can be read")).hasSize(1);
    }
}
