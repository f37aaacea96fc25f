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
 * Two channels in one position file would pass over each other's lines: the start fails, and names both.
 */
class SharedPositionFileTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.plain()
            .setForcedDependencies(Extensions.quarkus("quarkus-messaging"))
            .overrideConfigKey("mp.messaging.incoming.lines.connector", "smallrye-tailsrv")
            .overrideConfigKey("mp.messaging.incoming.again.connector", "smallrye-tailsrv")
            .overrideRuntimeConfigKey("mp.messaging.incoming.lines.position-file", "target/shared.position")
            .overrideRuntimeConfigKey("mp.messaging.incoming.again.position-file", "./target/../target/shared.position")
            .assertException(failure -> assertThat(failure).rootCause().hasMessageContainingAll(
                    "mp.messaging.incoming.lines.position-file", "mp.messaging.incoming.again.position-file",
                    "keeps its position too; each channel needs its own, so set another one"));

    @Singleton
    public static class Lines {

        @Incoming("lines")
        void take(String line) {
            fail(line);
        }

        @Incoming("again")
        void takeAgain(String line) {
            fail(line);
        }
    }

    @Test
    void theStartFails() {
        fail("The application has started");
    }
}
