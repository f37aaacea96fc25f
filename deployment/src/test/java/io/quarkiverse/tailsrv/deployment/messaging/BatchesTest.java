package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.client.TailPosition;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.messaging.TailBatchMetadata;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Messages have all lines that are there, and a batch is acknowledged as a whole.
 */
class BatchesTest {

    private static final GrowingFile FILE = GrowingFile.of(BatchesTest.class);
    private static final GrowingFile POSITION = FILE.sibling("messages.position");
    private static final Duration SEVERAL_COMMITS = Duration.ofMillis(300);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = batches(batches(batches(Apps.serving(FILE), "messages"), "payloads"), "texts")
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .withApplicationRoot(jar -> jar.addPackage(GrowingFile.class.getPackage()).addClass(Texts.class))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.max-inflight", "8")
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.position-file", POSITION.path().toString())
            .overrideRuntimeConfigKey("mp.messaging.incoming.messages.commit-interval", "0.01S")
            .overrideRuntimeConfigKey("mp.messaging.incoming.texts.charset", "ISO-8859-1")
            .setBeforeAllCustomizer(
                    () -> FILE.create("one\ntwo\r\nthr\u00e9e\n4\n5\n6\n".getBytes(StandardCharsets.ISO_8859_1)));

    private static QuarkusUnitTest batches(QuarkusUnitTest app, String channel) {
        String prefix = "mp.messaging.incoming." + channel + '.';
        return app.overrideConfigKey(prefix + "connector", "smallrye-tailsrv")
                .overrideRuntimeConfigKey(prefix + "port", PORT)
                .overrideRuntimeConfigKey(prefix + "batch", "true");
    }

    @Singleton
    public static class Taken {

        final List<Message<List<byte[]>>> messages = new CopyOnWriteArrayList<>();
        final List<List<byte[]>> payloads = new CopyOnWriteArrayList<>();

        /** They are acknowledged by the test. */
        @Incoming("messages")
        CompletionStage<Void> take(Message<List<byte[]>> message) {
            messages.add(message);
            return CompletableFuture.completedFuture(null);
        }

        @Incoming("payloads")
        void take(List<byte[]> batch) {
            payloads.add(batch);
        }
    }

    @Inject
    Taken taken;

    @Inject
    Texts texts;

    @Test
    void linesComeTogether() throws IOException {
        await().until(() -> texts.texts().size() == 6 && taken.payloads.size() == 1 && taken.messages.size() == 3);

        assertThat(texts.texts()).containsExactly("0: one", "4: two", "9: thr\u00e9e", "15: 4", "17: 5", "19: 6");
        assertThat(taken.payloads.get(0)).hasSize(6).startsWith("one".getBytes(), "two".getBytes());

        // A quarter of those that may be in flight
        assertThat(taken.messages).extracting(message -> message.getPayload().size()).containsExactly(2, 2, 2);
        assertThat(taken.messages.get(2).getPayload()).containsExactly("5".getBytes(), "6".getBytes());
        assertThat(taken.messages.get(1).getMetadata(TailBatchMetadata.class).orElseThrow().offset()).isEqualTo(9);

        aLineDoesNotWaitForOthers();
        acknowledgedInAnyOrder();
    }

    private void aLineDoesNotWaitForOthers() throws IOException {
        FILE.append("7\n");
        await().until(() -> texts.texts().size() == 7 && taken.payloads.size() == 2 && taken.messages.size() == 4);
        assertThat(texts.texts().get(6)).isEqualTo("21: 7");
        assertThat(taken.payloads.get(1)).containsExactly("7".getBytes());
        assertThat(taken.messages.get(3).getPayload()).containsExactly("7".getBytes());
    }

    private void acknowledgedInAnyOrder() throws IOException {
        taken.messages.get(1).ack();
        await().during(SEVERAL_COMMITS).untilAsserted(() -> assertThat(POSITION.path()).doesNotExist());
        taken.messages.get(0).ack();
        await().untilAsserted(() -> assertThat(saved().offset()).isEqualTo(17));
        taken.messages.get(3).ack();
        taken.messages.get(2).ack();
        await().untilAsserted(() -> assertThat(saved().offset()).isEqualTo(23));
    }

    private static TailPosition saved() throws IOException {
        return TailPosition.parse(Files.readString(POSITION.path()).strip());
    }
}
