package io.quarkiverse.tailsrv.deployment.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tailsrv.NetServerOptionsCustomizer;
import io.quarkiverse.tailsrv.deployment.support.Apps;
import io.quarkiverse.tailsrv.deployment.support.GrowingFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.net.NetServerOptions;

/**
 * An application that changes what has a property does not start.
 */
class UnusableNetServerOptionsTest {

    private static final GrowingFile FILE = GrowingFile.of(UnusableNetServerOptionsTest.class);

    @RegisterExtension
    static final QuarkusUnitTest APP = Apps.serving(FILE)
            .setBeforeAllCustomizer(() -> FILE.create("never served"))
            .assertException(thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class)
                    .hasMessage("A NetServerOptionsCustomizer of the tailsrv server \"<default>\" has changed an option"
                            + " that has a property; set quarkus.tailsrv.stall-timeout instead"));

    @Singleton
    public static class Impatient implements NetServerOptionsCustomizer {

        @Override
        public void customize(NetServerOptions options) {
            options.setIdleTimeout(5).setIdleTimeoutUnit(TimeUnit.MINUTES);
        }
    }

    @Test
    void failTheStart() {
        fail("The application has started");
    }
}
