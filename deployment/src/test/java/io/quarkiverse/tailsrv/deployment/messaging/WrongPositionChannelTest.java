package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A position channel that is none would be taken for a topic of that name, in which no position is ever found.
 */
class WrongPositionChannelTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging-kafka"))
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideConfigKey("quarkus.kafka.devservices.enabled", "false")
            .overrideConfigKey("mp.messaging.outgoing.log.connector", "smallrye-kafka")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-store", "kafka")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-channel", "lgo")
            .assertException(failure -> assertThat(failure).rootCause().hasMessage(
                    "mp.messaging.incoming.lines.position-channel: \"lgo\" is no outgoing channel of smallrye-kafka that is enabled; set one of these: log"));

    @Singleton
    public static class Lines {

        @Incoming("lines")
        @Outgoing("log")
        byte[] take(byte[] line) {
            return fail();
        }
    }

    @Test
    void theStartFails() {
        fail("The application has started");
    }
}
