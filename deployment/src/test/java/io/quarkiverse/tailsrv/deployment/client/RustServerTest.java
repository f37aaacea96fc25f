package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.tailsrv.client.TailClientConnected;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.ResumeCase;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.deployment.support.TestReader;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.vertx.core.Vertx;

/**
 * The client also reads from tailsrv itself, the Rust program, where it is on the PATH.
 */
class RustServerTest {

    private static final GrowingFile FILE = GrowingFile.of(RustServerTest.class);

    private final int port = FreePort.any();
    private Vertx vertx;
    private Clients clients;
    private Process server;

    @BeforeAll
    static void find() {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(Pattern.compile(File.pathSeparator).splitAsStream(path)
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "tailsrv"))),
                "needs tailsrv on the PATH (cargo install tailsrv --version 0.9.3)");
    }

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        clients = new Clients(vertx, null);
    }

    @AfterEach
    void close() throws Exception {
        stop();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @EnumSource
    void theStreamGoesOn(ResumeCase change) throws Exception {
        serve(change.before());
        try (TestReader reader = read(TailPosition.start())) {
            List<String> expected = new ArrayList<>(change.linesBefore());
            reader.awaitLines(expected);
            await().until(() -> reader.client().status().bytes() == change.before().length());
            stop();
            serve(change.after());
            expected.addAll(change.linesAfter());
            finish(reader, expected, change);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterRunGoesOn(ResumeCase change) throws Exception {
        serve(change.before());
        String kept;
        try (TestReader reader = read(TailPosition.start())) {
            reader.awaitLines(change.linesBefore());
            kept = reader.lastLine().position().toString();
        }
        stop();
        serve(change.after());
        try (TestReader reader = read(TailPosition.parse(kept))) {
            finish(reader, new ArrayList<>(change.linesOfALaterRun()), change);
        }
    }

    /** It ends, and is started again by whoever watches over it. */
    @Test
    void rotated() throws Exception {
        serve("old\n");
        try (TestReader reader = read(TailPosition.start())) {
            reader.awaitLines("1:old");
            FILE.rename("served.log.1");
            FILE.append("new\n");
            server.waitFor();
            start();
            reader.awaitLines("1:old", "2:new");
        }
    }

    @Test
    void fromTheEnd() throws Exception {
        serve("x".repeat(99_999) + "\n");
        try (TestReader reader = read(TailPosition.end())) {
            reader.awaitEvents(TailClientConnected.class, 1);
            FILE.append("new\n");
            reader.awaitLines("1:new");
            assertThat(reader.lastLine().offset()).isEqualTo(100_000);
        }
    }

    private static void finish(TestReader reader, List<String> expected, ResumeCase change) throws IOException {
        reader.awaitLines(expected);
        FILE.append("later\n");
        expected.add(change.generationAfter() + ":later");
        reader.awaitLines(expected);
    }

    private TestReader read(TailPosition from) {
        return new TestReader(clients.builder().port(port).backOffMin(Duration.ofMillis(5)).backOffMax(Duration.ofMillis(50))
                .resumeTimeout(Duration.ofSeconds(2)), from);
    }

    private void serve(String content) throws IOException {
        FILE.create(content);
        start();
    }

    private void start() throws IOException {
        server = new ProcessBuilder("tailsrv", "-p", Integer.toString(port), FILE.path().toString())
                .redirectErrorStream(true).redirectOutput(FILE.sibling("output").path().toFile()).start();
        await().until(() -> !TestClient.isRefused(port));
    }

    private void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }
}
