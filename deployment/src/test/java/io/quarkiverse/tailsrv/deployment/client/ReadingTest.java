package io.quarkiverse.tailsrv.deployment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailClient;
import io.quarkiverse.tailsrv.client.TailLine;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.runtime.client.Clients;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;

/**
 * What a client reads, from where it is told to begin.
 */
class ReadingTest {

    private static final GrowingFile FILE = GrowingFile.of(ReadingTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE).setBeforeAllCustomizer(() -> FILE.create(""));

    @Inject
    TailServer server;

    @Inject
    Vertx vertx;

    @Inject
    TlsConfigurationRegistry tls;

    private TailClient client() {
        return new Clients(vertx, tls).builder().port(server.port()).build();
    }

    private static void assertLines(AssertSubscriber<TailLine> lines, String... texts) {
        await().untilAsserted(() -> assertThat(lines.getItems()).extracting(TailLine::text).containsExactly(texts));
    }

    @Test
    void linesAsTheyAreWritten() throws IOException {
        FILE.replace("one\ntwo\n");
        AssertSubscriber<TailLine> lines = client().lines().subscribe().withSubscriber(AssertSubscriber.create(100));
        assertLines(lines, "one", "two");
        FILE.append("thr");
        FILE.append("ee\n");
        assertLines(lines, "one", "two", "three");
        lines.cancel();
        await().until(() -> server.connections().isEmpty());
    }

    @Test
    void fromAnOffset() throws IOException {
        FILE.replace("x".repeat(5000) + "\none\ntwo\n");
        AssertSubscriber<TailLine> lines = client().lines(TailPosition.at(5005)).subscribe()
                .withSubscriber(AssertSubscriber.create(100));
        assertLines(lines, "two");
        assertThat(lines.getItems().get(0).offset()).isEqualTo(5005);
        lines.cancel();
    }

    @Test
    void onlyWhatIsAskedFor() throws IOException {
        FILE.replace("one\ntwo\nthree\n");
        AssertSubscriber<TailLine> lines = client().lines().subscribe().withSubscriber(AssertSubscriber.create(1));
        assertLines(lines, "one");
        lines.request(2);
        assertLines(lines, "one", "two", "three");
        lines.cancel();
    }

    @Test
    void bytes() throws IOException {
        byte[] content = GrowingFile.noise(1, 3 << 20);
        FILE.replace(content);
        io.vertx.core.buffer.Buffer all = io.vertx.core.buffer.Buffer.buffer();
        var reading = client().bytes().subscribe().with(all::appendBuffer);
        await().untilAsserted(() -> assertThat(all.length()).isEqualTo(content.length));
        assertThat(all.getBytes()).isEqualTo(content);
        reading.cancel();
    }
}
