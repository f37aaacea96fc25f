package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A batch has no position that would get into the records of its lines, so that none would ever be found in the topic.
 */
class BatchesInTopicTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging-kafka"))
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideConfigKey("quarkus.kafka.devservices.enabled", "false")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-store", "kafka")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.batch", "true")
            .assertException(failure -> assertThat(failure).rootCause().hasMessage(
                    "mp.messaging.incoming.lines.position-store: \"kafka\" can't be used with batch=true, since the topic has a position only if each record has that of its line; set position-store to file, none or a store of your own, or leave batch out"));

    @Singleton
    public static class Lines {

        @Incoming("lines")
        void take(List<byte[]> batch) {
            fail();
        }
    }

    @Test
    void theStartFails() {
        fail("The application has started");
    }
}
