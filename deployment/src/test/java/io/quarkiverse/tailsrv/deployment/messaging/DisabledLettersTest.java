package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Flow;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.connector.OutboundConnector;

/**
 * Nobody would take the letters of a channel that is switched off.
 */
class DisabledLettersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.failure-strategy", "dead-letter")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.dead-letter-channel", "lines.rejected")
            .overrideConfigKey("mp.messaging.outgoing.\"lines.rejected\".connector", "test-sink")
            .overrideRuntimeConfigKey("mp.messaging.outgoing.\"lines.rejected\".enabled", "false")
            .assertException(failure -> assertThat(failure).rootCause().hasMessage(
                    "mp.messaging.incoming.lines.dead-letter-channel: \"lines.rejected\" is not enabled; set"
                            + " mp.messaging.outgoing.\"lines.rejected\".enabled to true, or take another channel"));

    @Singleton
    public static class Lines {

        @Incoming("lines")
        void take(String line) {
            fail(line);
        }
    }

    @Singleton
    @Connector("test-sink")
    public static class Sink implements OutboundConnector {

        @Override
        public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
            return fail("It is not enabled");
        }
    }

    @Test
    void theStartFails() {
        fail("The application has started");
    }
}
