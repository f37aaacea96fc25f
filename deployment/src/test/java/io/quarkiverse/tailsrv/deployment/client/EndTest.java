package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

/**
 * The protocol does not tell how long a file is. A client that begins at the end, or before it, knows its offsets all the same.
 */
class EndTest {

    /** In some ten seconds, on a machine that has nothing else to do. */
    private static final int MOST_MISSED = 1000;

    private static final GrowingFile FILE = GrowingFile.of(EndTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .overrideRuntimeConfigKey("quarkus.tailsrv.max-connections", "4")
            .setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    private Clients clients;

    @BeforeEach
    void open() {
        clients = new Clients(vertx, tls);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 15, 16, 17, 1023, 1024, 4096, 65_535, 65_537, 1_000_000, 30_000_000 })
    void theEndIsFound(int length) throws IOException {
        byte[] content = GrowingFile.noise(length, length);
        content[length - 1] = '\n';
        serve(content);
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            FILE.append("new\n");
            reader.awaitLines("1:new");
            assertThat(reader.lastLine().offset()).isEqualTo(length);
            assertThat(reader.lastLine().position().verifiable()).isTrue();
        }
    }

    @Test
    void anEmptyFile() throws IOException {
        serve(new byte[0]);
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            FILE.append("new\n");
            reader.awaitLines("1:new");
            assertThat(reader.lastLine().offset()).isZero();
        }
    }

    @Test
    void theRestOfALineIsLeftOut() throws IOException {
        serve("whole\nto".getBytes());
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            FILE.append("rn\nnew\n");
            reader.awaitLines("1:new");
            assertThat(reader.lastLine().offset()).isEqualTo(11);
        }
    }

    @Test
    void beforeTheEnd() throws IOException {
        serve(("x".repeat(100_000) + "\none\ntwo\n").getBytes());
        assertLines(TailPosition.at(-6), "1:two");
        assertLines(TailPosition.at(-8), "1:one", "1:two");
        assertLines(TailPosition.at(-1_000_000), "1:" + "x".repeat(100_000), "1:one", "1:two");
    }

    @Test
    void ofAFileThatGrows() throws Exception {
        serve(("x".repeat(99) + "\n").repeat(10_000).getBytes());
        AtomicBoolean written = new AtomicBoolean();
        var writing = write(written, Duration.ofMillis(1), i -> ("y".repeat(99) + "\n").repeat(50));
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            written.set(true);
            writing.get();
            FILE.append("last\n");
            await().until(() -> reader.lastLine() != null && reader.lastLine().text().equals("last"));
            assertThat(reader.lastLine().endOffset()).isEqualTo(FILE.size());
            assertThat(reader.lines()).allSatisfy(line -> assertThat(line.offset() % 100).isZero());
            assertThat(reader.lines().get(0).text()).doesNotStartWith("x");
        }
    }

    /** It is never silent for long enough to be sure of its end. */
    @Test
    void ofAFileThatIsWrittenToAllTheTime() throws Exception {
        serve("old\n".getBytes());
        AtomicBoolean written = new AtomicBoolean();
        var writing = write(written, Duration.ofMillis(10), i -> i + "\n");
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            await().until(() -> reader.lastLine() != null);
            assertThat(Integer.parseInt(reader.lines().get(0).text())).isLessThan(MOST_MISSED);
        } finally {
            written.set(true);
            writing.get();
        }
    }

    /**
     * Appends a text again and again, each time once the last one was noticed.
     *
     * @param pause how often that is looked for
     */
    private Future<Void> write(AtomicBoolean written, Duration pause, IntFunction<String> text) {
        return TestClient.async(() -> {
            for (int i = 0; !written.get(); i++) {
                FILE.append(text.apply(i));
                await().pollInterval(pause).until(() -> server.length() == FILE.size());
            }
            return null;
        });
    }

    private void assertLines(TailPosition from, String... lines) throws IOException {
        try (TestReader reader = read(from)) {
            reader.awaitLines(lines);
            assertThat(reader.lastLine().endOffset()).isEqualTo(FILE.size());
        }
    }

    private TestReader read(TailPosition from) {
        return new TestReader(clients.builder().port(server.port()).backOffMin(Duration.ofMillis(5))
                .resumeTimeout(Duration.ofSeconds(2)), from);
    }

    /** Waits until it is served, so that it counts as there. */
    private void serve(byte[] content) throws IOException {
        long before = server.generation();
        FILE.replace(content);
        await().until(() -> server.generation() > before && server.length() == content.length);
    }
}
