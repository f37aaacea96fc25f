package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.TailServer;
import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.deployment.support.TestClient;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import io.vertx.core.json.JsonObject;

/**
 * Lines of a file are messages, in an application that has Reactive Messaging and no Kafka.
 */
class ConnectorTest {

    private static final GrowingFile FILE = GrowingFile.of(ConnectorTest.class);
    private static final GrowingFile POSITION = FILE.sibling("messages.position");
    private static final GrowingFile LAST_POSITION = FILE.sibling("lines.position");
    private static final String PORT = String.valueOf(FreePort.any());
    private static final int MAX_IN_FLIGHT = 4;

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging", "quarkus-smallrye-health"))
            .withApplicationRoot(jar -> jar.addPackage(TestClient.class.getPackage()).addClass(Received.class))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideConfigKey("mp.messaging.incoming.messages.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.max-inflight", String.valueOf(MAX_IN_FLIGHT))
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.position-file", POSITION.path().toString())
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.commit-interval", "0.01S")
            .overrideConfigKey("mp.messaging.incoming.texts.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.texts.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.texts.charset", "ISO-8859-1")
            .overrideRuntimeConfigKey("mp.messaging.incoming.texts.pausable", "true")
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-file", LAST_POSITION.path().toString())
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.commit-interval", "1H")
            .setBeforeAllCustomizer(
                    () -> FILE.create("one\ntwo\r\nthr\u00e9e\n4\n5\n6\n".getBytes(StandardCharsets.ISO_8859_1)))
            .setAfterAllCustomizer(ConnectorTest::assertSavedAtTheEnd);

    @Inject
    Received received;

    @Inject
    TailServer server;

    @Inject
    ChannelRegistry channels;

    @TestHTTPResource("/q/health")
    URL health;

    @Test
    void linesAreMessages() throws IOException {
        await().until(
                () -> received.messages.size() == MAX_IN_FLIGHT && received.texts.size() == 6 && received.lines.size() == 6);

        assertThat(received.texts).containsExactly("one", "two", "thr\u00e9e", "4", "5", "6");
        assertThat(received.lines.get(1).offset()).isEqualTo(4);
        assertThat(received.lines.get(1).endOffset()).isEqualTo(9);

        Message<byte[]> second = received.messages.get(1);
        assertThat(new String(second.getPayload(), StandardCharsets.US_ASCII)).isEqualTo("two");
        TailMetadata metadata = second.getMetadata(TailMetadata.class).orElseThrow();
        assertThat(metadata.server()).isEqualTo("localhost:" + server.port());
        assertThat(metadata.offset()).isEqualTo(4);
        assertThat(metadata.generation()).isEqualTo(1);

        acknowledgedInAnyOrder();
        pauses();
        saysHowItIs();
    }

    private void acknowledgedInAnyOrder() throws IOException {
        received.messages.get(1).ack();
        assertThat(POSITION.path()).doesNotExist();
        received.messages.get(0).ack();
        await().until(() -> received.messages.size() == 6);
        received.messages.get(4).ack();
        received.messages.get(2).ack();
        await().untilAsserted(() -> assertThat(saved(POSITION).offset()).isEqualTo(15));
        assertThat(saved(POSITION).verifiable()).isTrue();
        received.messages.get(3).ack();
        await().untilAsserted(() -> assertThat(saved(POSITION).offset()).isEqualTo(19));
    }

    private static TailPosition saved(GrowingFile position) throws IOException {
        return TailPosition.parse(Files.readString(position.path()).strip());
    }

    private void pauses() throws IOException {
        PausableChannel texts = channels.getPausable("texts");
        texts.pause();
        FILE.append("7\n8\n9\n");
        await().until(() -> received.lines.size() == 9);
        texts.resume();
        await().until(() -> received.texts.size() == 9);
        assertThat(received.texts).endsWith("7", "8", "9");
    }

    private static void assertSavedAtTheEnd() {
        try {
            assertThat(saved(LAST_POSITION).offset()).isEqualTo(FILE.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void saysHowItIs() throws IOException {
        JsonObject answer = new JsonObject(Answer.from(health).body());
        assertThat(answer.getString("status")).as(answer.encodePrettily()).isEqualTo("UP");
        assertThat(answer.encode()).contains("\"messages\":\"[OK]\"", "\"texts\":\"[OK]\"", "\"lines\":\"[OK]\"");
        server.stop().toCompletableFuture().join();
        await().untilAsserted(() -> assertThat(Answer.from(health).body()).contains("\"texts\": \"[KO] - not connected: "));
    }
}
