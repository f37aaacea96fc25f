package io.quarkiverse.tailsrv.deployment.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.Extensions;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An attribute that makes no sense fails the start, and says why.
 */
class WrongAttributeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-store", "kafka")
            .assertException(failure -> assertThat(failure).rootCause().hasMessage(
                    "mp.messaging.incoming.lines.position-store: \"kafka\" needs the extension quarkus-messaging-kafka; add it, or set file or none"));

    @Singleton
    public static class Lines {

        @Incoming("lines")
        void take(String line) {
            fail(line);
        }
    }

    @Test
    void theStartFails() {
        fail("The application has started");
    }
}
