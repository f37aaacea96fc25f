package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkiverse.tailsrv.messaging.TailMetadata;
import io.quarkiverse.tailsrv.runtime.messaging.LetterLabels;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.reactive.messaging.connector.OutboundConnector;

/**
 * A line that an application can't take goes to another channel, and the next one is taken.
 */
class DeadLettersTest {

    private static final GrowingFile FILE = GrowingFile.of(DeadLettersTest.class);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.failure-strategy", "dead-letter")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.dead-letter-channel", "lines.rejected")
            .overrideConfigKey("mp.messaging.outgoing.\"lines.rejected\".connector", "test-sink")
            .setBeforeAllCustomizer(() -> FILE.create("1\ntwo\n3\n"));

    @Singleton
    public static class Numbers {

        final List<Integer> taken = new CopyOnWriteArrayList<>();

        @Incoming("lines")
        void take(String line) {
            taken.add(Integer.valueOf(line));
        }
    }

    @Singleton
    @Connector("test-sink")
    public static class Sink implements OutboundConnector {

        final AssertSubscriber<Message<?>> letters = AssertSubscriber.create(Long.MAX_VALUE);

        @Override
        public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
            return letters;
        }
    }

    @Singleton
    public static class Reasons implements LetterLabels {

        @Override
        public Object label(TailMetadata origin, Throwable reason) {
            return new Label(origin.offset() + ": " + reason.getMessage());
        }
    }

    public record Label(String text) {
    }

    @Inject
    Numbers numbers;

    @Inject
    @Connector("test-sink")
    Sink sink;

    @Test
    void whatFailsGoesToTheOtherChannel() {
        await().until(() -> sink.letters.getItems().size() == 1);
        Message<?> letter = sink.letters.getItems().get(0);
        assertThat(letter.getPayload()).isEqualTo("two".getBytes());
        assertThat(letter.getMetadata(TailMetadata.class).orElseThrow().offset()).isEqualTo(2);
        assertThat(letter.getMetadata(Label.class)).contains(new Label("2: For input string: \"two\""));
        assertThat(numbers.taken).containsExactly(1);
        letter.ack();
        await().until(() -> numbers.taken.size() == 2);
        assertThat(numbers.taken).containsExactly(1, 3);
    }
}
