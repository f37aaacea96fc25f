package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Answer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkiverse.tailsrv.deployment.support.FreePort;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * Reactive Messaging does not refuse a message for a method that takes it whole and throws: it cancels the channel.
 */
class CancelledChannelTest {

    private static final GrowingFile FILE = GrowingFile.of(CancelledChannelTest.class);
    private static final String PORT = String.valueOf(FreePort.any());

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging", "quarkus-smallrye-health"))
            .overrideRuntimeConfigKey("quarkus.tailsrv.test-port", PORT)
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.port", PORT)
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.failure-strategy", "ignore")
            .setBeforeAllCustomizer(() -> FILE.create("1\ntwo\n3\n"))
            .setLogRecordPredicate(line -> line.getLoggerName().startsWith("io.quarkiverse.tailsrv.runtime.messaging"))
            .assertLogRecords(lines -> assertThat(lines).extracting(line -> line.getMessage().formatted(line.getParameters()))
                    .containsOnlyOnce("Channel \"lines\" was cancelled by its consumer: nothing more is read from localhost:"
                            + PORT + " until another one comes"));

    @Singleton
    public static class Numbers {

        @Incoming("lines")
        CompletionStage<Void> take(Message<String> line) {
            Integer.parseInt(line.getPayload());
            return line.ack();
        }
    }

    @TestHTTPResource("/q/health/ready")
    URL ready;

    @Test
    void saysSo() {
        await().ignoreException(IOException.class).until(() -> Answer.from(ready).body().contains("has cancelled it"));
    }
}
